import {
  Diagnostic,
  Provenance,
  Selector,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { ServiceTechnology, SignalCandidate } from '../technologies';
import { formatPercent } from './formatPercent';
import { formatThreshold, formatWindow } from './formatLength';
import { alertProvenance, alertTuning } from './mergeAlerts';
import { Preset } from './presets';

/** What ready-made SLOs are made from. */
export interface PresetSloOptions {
  readonly technology: ServiceTechnology;
  readonly candidate: SignalCandidate;
  readonly presets: readonly Preset[];
  readonly serviceLabel: string;
  readonly service: string;
}

/** The SLOs of presets; with the provenance of each value by path. Latency needs a technology with a histogram. */
export function presetSlos(options: PresetSloOptions): {
  readonly slos: readonly Slo[];
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const made = options.presets.map(preset => ({
    preset,
    slo: sloOf(preset, options),
  }));
  return {
    slos: made.flatMap(({ slo }) => slo ?? []),
    provenance: Object.fromEntries(
      made.flatMap(({ preset, slo }) =>
        slo ? provenanceOf(preset, slo, options) : [],
      ),
    ),
    diagnostics: made.flatMap(({ preset, slo }) =>
      slo ? [] : withoutHistogram(preset, options),
    ),
  };
}

function sloOf(preset: Preset, options: PresetSloOptions): Slo | undefined {
  return preset.preset === 'availability'
    ? availability(preset, options)
    : latency(preset, options);
}

function provenanceOf(
  { preset, objective, windowMs, thresholdMs, groupBy, alerts }: Preset,
  { name }: Slo,
  { technology, candidate }: PresetSloOptions,
): [string, Provenance][] {
  const standard: Provenance = { source: 'default', from: 'defaults of SLOs' };
  const signals: Provenance = {
    source: 'default',
    from: `signals of ${technology.type}: ${candidate.id}`,
  };
  return [
    [`slos.${name}.objective`, objective.provenance],
    [`slos.${name}.window`, windowMs.provenance],
    [`slos.${name}.method`, standard],
    [`slos.${name}.noData`, standard],
    [`slos.${name}.sli`, signals],
    ...(preset === 'latency'
      ? [
          [`slos.${name}.sli.thresholdMs`, thresholdMs.provenance] as [
            string,
            Provenance,
          ],
        ]
      : []),
    ...(groupBy
      ? [
          [`slos.${name}.sli.groupBy`, groupBy.provenance] as [
            string,
            Provenance,
          ],
        ]
      : []),
    ...alertProvenance(name, alerts),
  ];
}

function titleOf({ preset, name }: Preset): string {
  const title = preset === 'availability' ? 'Availability' : 'Latency';
  return name === preset ? title : `${title} (${name})`;
}

function availability(preset: Preset, options: PresetSloOptions): Slo {
  const { technology, candidate } = options;
  const total = selector(candidate.events.metric, options);
  return {
    ...common(preset, `of ${technology.noun} succeed`),
    sli: {
      kind: 'ratio',
      total,
      bad: {
        metric: total.metric,
        matchers: [...total.matchers, candidate.events.failed],
      },
      groupBy: preset.groupBy?.value ?? [],
    },
  };
}

function latency(preset: Preset, options: PresetSloOptions): Slo | undefined {
  const { technology, candidate } = options;
  if (candidate.latency === undefined) {
    return undefined;
  }
  const { bucket, count, unitMs } = candidate.latency;
  const thresholdMs = preset.thresholdMs.value;
  return {
    ...common(
      preset,
      `of ${technology.noun} take at most ${formatThreshold(thresholdMs)}`,
    ),
    sli: {
      kind: 'latency',
      bucket: selector(bucket, options),
      total: selector(count, options),
      thresholdMs,
      unitMs,
      groupBy: preset.groupBy?.value ?? [],
    },
  };
}

function common(preset: Preset, promise: string): Omit<Slo, 'sli'> {
  const { name, objective, windowMs } = preset;
  const alerts = alertTuning(preset.alerts);
  return {
    name,
    displayName: titleOf(preset),
    description: `${formatPercent(
      objective.value,
    )} ${promise} over ${formatWindow(windowMs.value)}.`,
    objective: objective.value,
    window: { type: 'rolling', durationMs: windowMs.value },
    method: 'Occurrences',
    noData: 'ignore',
    ...(alerts && { alerts }),
  };
}

function selector(metric: string, options: PresetSloOptions): Selector {
  const { serviceLabel, service } = options;
  return {
    metric,
    matchers: [{ label: serviceLabel, op: '=', value: service }],
  };
}

/** Only what was asked for is missed: a tier's default SLOs are those that the technology can have. */
function withoutHistogram(
  { place, name }: Preset,
  { technology }: PresetSloOptions,
): readonly Diagnostic[] {
  return place === undefined
    ? []
    : [
        {
          severity: 'error',
          code: 'preset-without-signal',
          ...place,
          summary: `Services of the type ${technology.type} have no histogram of durations to count from.`,
          detail: `The SLO ${name} is left out. Write it as an OpenSLO document with queries of your own.`,
        },
      ];
}
