import { LoggerService } from '@backstage/backend-plugin-api';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DataSource,
  DEFAULT_MIN_BAD_EVENTS,
  lintService,
  SliInspection,
} from '@nthlayer/engine';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { MINUTE_MS, SECOND_MS } from '../durations';
import { groupBy } from '../evaluation/groupBy';
import { throwIfLost } from '../leases/checkFence';
import { Lease } from '../leases/LeaseStore';
import { raceAbort } from '../raceAbort';
import { LintStore, LintTarget } from './LintStore';

/** What a service emits changes with its releases; what it is asked changes its revision. */
const LINT_EVERY_MS = 55 * MINUTE_MS;
/** Services that share queries. */
const TARGETS_PER_PAGE = 200;
/** A source is told to end before it is given up, so that it can hand over what it has. */
const INSPECTION_DEADLINE_MS = 50 * SECOND_MS;
const INSPECTION_TIMEOUT_MS = MINUTE_MS;

/** What lint works with. */
export interface SloLintOptions {
  readonly clock: Clock;
  readonly config: { readonly serviceLabel: string };
  readonly lint: LintStore;
  readonly logger: LoggerService;
  readonly sources: DataSourceRegistry;
}

/**
 * Compares the SLOs of services with the series of their data sources: new revisions at once, all of them every hour.
 * Findings that could not be worked out anew stay as they were.
 */
export class SloLint {
  readonly #options: SloLintOptions;

  static create(options: SloLintOptions): SloLint {
    return new SloLint(options);
  }

  private constructor(options: SloLintOptions) {
    this.#options = options;
  }

  async run(signal: AbortSignal, fence?: Lease): Promise<void> {
    const { clock, lint } = this.#options;
    const beforeMs = clock.now() - LINT_EVERY_MS;
    let after: LintTarget | undefined;
    do {
      const targets = await lint.listTargets({
        beforeMs,
        limit: TARGETS_PER_PAGE,
        ...(after && { after }),
      });
      for (const [name, own] of groupBy(targets, each => each.dataSource)) {
        await this.#lintSource(name, own, { signal, fence });
      }
      after = targets.at(TARGETS_PER_PAGE - 1);
    } while (after && !signal.aborted);
  }

  async #lintSource(
    name: string,
    targets: readonly LintTarget[],
    { signal, fence }: { signal: AbortSignal; fence: Lease | undefined },
  ): Promise<void> {
    const { clock, lint, logger, sources } = this.#options;
    const source = sources.get(name)?.source;
    if (!source?.inspect) {
      return;
    }
    const nowMs = clock.now();
    const atMs = nowMs - sources.delayMs(name);
    try {
      const inspections = await inspect(source, targets, { atMs, signal });
      for (const [index, target] of targets.entries()) {
        const found = this.#findings(target, source, slo =>
          inspections.get(keyOf(index, slo)),
        );
        if (found && !signal.aborted) {
          await lint.saveFindings(target, found, { nowMs, fence });
        }
      }
    } catch (error) {
      throwIfLost(error);
      logger.warn(`Lint of ${name} failed`, asError(error));
    }
  }

  /** Notes are for those who ask: a portal would show them on every service. Undefined where nothing was read. */
  #findings(
    { spec, slos, environment }: LintTarget,
    { scrapeIntervalMs }: DataSource,
    inspectionOf: (slo: string) => SliInspection | undefined,
  ): readonly Diagnostic[] | undefined {
    const isRead = slos.some(
      ({ name }) => inspectionOf(name)?.total.series !== undefined,
    );
    if (!isRead && slos.length > 0) {
      return undefined;
    }
    const { serviceLabel } = this.#options.config;
    const found = lintService(
      spec,
      {
        environment,
        slos,
        serviceLabel,
        scrapeIntervalMs,
        minBadEvents: DEFAULT_MIN_BAD_EVENTS,
      },
      ({ name }) => inspectionOf(name),
    );
    return found.filter(({ severity }) => severity !== 'info');
  }
}

function keyOf(index: number, slo: string): string {
  return `${index}/${slo}`;
}

async function inspect(
  source: DataSource,
  targets: readonly LintTarget[],
  options: { atMs: number; signal: AbortSignal },
): Promise<ReadonlyMap<string, SliInspection>> {
  const within = (ms: number) =>
    AbortSignal.any([options.signal, AbortSignal.timeout(ms)]);
  const requests = targets.flatMap(({ slos }, index) =>
    slos.map(({ name, sli }) => ({ key: keyOf(index, name), sli })),
  );
  const asked = source.inspect?.(requests, {
    atMs: options.atMs,
    signal: within(INSPECTION_DEADLINE_MS),
  });
  const found = await raceAbort(
    Promise.resolve(asked ?? []),
    within(INSPECTION_TIMEOUT_MS),
  );
  return new Map(found.map(inspection => [inspection.key, inspection]));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
