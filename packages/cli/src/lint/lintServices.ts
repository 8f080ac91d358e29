import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DEFAULT_MIN_BAD_EVENTS,
  GenerationSettings,
  lintService,
  SliInspection,
} from '@nthlayer/engine';
import { PrometheusDataSource } from '@nthlayer/prometheus';
import { slosOf } from '../budget/slosOf';
import { prometheusFailure } from '../prometheus/prometheusFailure';
import { Reading } from '@nthlayer/engine';

/** A service or a file, with all that is wrong with it. */
export interface LintedReading {
  readonly reading: Reading;
  readonly diagnostics: readonly Diagnostic[];
}

interface LintOptions {
  readonly settings: GenerationSettings;
  readonly atMs: number;
  readonly signal: AbortSignal;
  /** Of the Prometheus, as it is shown. */
  readonly url: string;
}

/**
 * Compares services with a Prometheus, all of them by the same queries.
 *
 * @throws Failure when it does not answer at all
 */
export async function lintServices(
  readings: readonly Reading[],
  source: PrometheusDataSource,
  options: LintOptions,
): Promise<readonly LintedReading[]> {
  const inspections = await inspect(readings, source, options);
  return readings.map((reading, index) => {
    if (reading.kind === 'file') {
      return { reading, diagnostics: reading.diagnostics };
    }
    const { result } = reading;
    const found =
      result.kind === 'spec'
        ? lintSpec(result.spec, options.settings, (environment, slo) =>
            inspections.get(keyOf(index, environment, slo)),
          )
        : [];
    return { reading, diagnostics: [...result.diagnostics, ...found] };
  });
}

function keyOf(index: number, environment: string, { name }: Slo): string {
  return JSON.stringify([index, environment, name]);
}

async function inspect(
  readings: readonly Reading[],
  source: PrometheusDataSource,
  { settings, atMs, signal, url }: LintOptions,
): Promise<ReadonlyMap<string, SliInspection>> {
  const requests = readings.flatMap((reading, index) =>
    reading.kind === 'service' && reading.result.kind === 'spec'
      ? slosOf(reading.result.spec, settings).map(({ environment, slo }) => ({
          key: keyOf(index, environment, slo),
          sli: slo.sli,
        }))
      : [],
  );
  const found = await source.inspect(requests, { atMs, signal });
  const [problem] = found.flatMap(each => each.problem ?? []);
  const isSilent = found.every(({ total }) => total.series === undefined);
  if (problem && isSilent && !signal.aborted) {
    throw prometheusFailure(url, problem);
  }
  return new Map(found.map(inspection => [inspection.key, inspection]));
}

function lintSpec(
  spec: ServiceSpec,
  settings: GenerationSettings,
  inspectionOf: (environment: string, slo: Slo) => SliInspection | undefined,
): Diagnostic[] {
  const { serviceLabel, scrapeIntervalMs } = settings;
  const slos = slosOf(spec, settings);
  return spec.environments.flatMap(environment =>
    lintService(
      spec,
      {
        environment,
        slos: slos
          .filter(each => each.environment === environment)
          .map(({ slo }) => slo),
        serviceLabel,
        scrapeIntervalMs,
        minBadEvents: DEFAULT_MIN_BAD_EVENTS,
      },
      slo => inspectionOf(environment, slo),
    ),
  );
}
