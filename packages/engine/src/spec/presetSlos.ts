import {
  Diagnostic,
  Provenance,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { sliceFit } from '../budget/sliceFit';
import { formatPercent } from './formatPercent';
import { formatWindow } from './formatLength';
import { alertProvenance, alertTuning } from './mergeAlerts';
import { Preset } from './presets';
import { PresetSloOptions, sliOf } from './presetSlis';
import { findingAt } from './specFile/cursor';

/** The SLOs of presets; with the provenance of each value by path. Latency needs a technology with a histogram. */
export function presetSlos(options: PresetSloOptions): {
  readonly slos: readonly Slo[];
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const made = options.presets.map(preset => {
    const onSlices = checkSlices(preset);
    if (onSlices.some(({ severity }) => severity === 'error')) {
      return { preset, slo: undefined, diagnostics: onSlices };
    }
    const { sli, promise, diagnostics } = sliOf(preset, options);
    const slo = sli && { ...common(preset, promise), sli };
    return { preset, slo, diagnostics: [...onSlices, ...diagnostics] };
  });
  return {
    slos: made.flatMap(({ slo }) => slo ?? []),
    provenance: Object.fromEntries(
      made.flatMap(({ preset, slo }) =>
        slo ? provenanceOf(preset, slo, options) : [],
      ),
    ),
    diagnostics: made.flatMap(({ preset, slo, diagnostics }) =>
      slo || diagnostics.length > 0
        ? diagnostics
        : withoutHistogram(preset, options),
    ),
  };
}

function checkSlices({
  name,
  slices,
  windowMs,
  place = { path: `slos.${name}` },
}: Preset): readonly Diagnostic[] {
  const lengthMs = slices?.value.slices.lengthMs;
  const fit = lengthMs ? sliceFit(lengthMs, windowMs.value) : 'whole';
  if (lengthMs === undefined || fit === 'whole') {
    return [];
  }
  const isLonger = fit === 'longer';
  const [slice, window] = [lengthMs, windowMs.value].map(formatWindow);
  return [
    findingAt(place, {
      severity: isLonger ? 'error' : 'warning',
      code: 'invalid-slice',
      summary: isLonger
        ? `Slices of ${slice} are longer than the window of ${window}.`
        : `The window of ${window} is no whole number of slices of ${slice}.`,
      detail: isLonger
        ? `The SLO ${name} is left out. Choose a shorter slice.`
        : 'Its budget is that of the next whole number of slices. Choose one that divides it.',
    }),
  ];
}

function provenanceOf(
  preset: Preset,
  { name, sli }: Slo,
  { technology, candidate }: PresetSloOptions,
): [string, Provenance][] {
  const standard: Provenance = { source: 'default', from: 'defaults of SLOs' };
  const { objective, windowMs, thresholdMs, groupBy, alerts, slices } = preset;
  const signals: Provenance = preset.written ?? {
    source: 'default',
    from: `signals of ${technology.type}: ${candidate.id}`,
  };
  return [
    [`slos.${name}.objective`, objective.provenance],
    [`slos.${name}.window`, windowMs.provenance],
    [`slos.${name}.method`, slices?.provenance ?? standard],
    [`slos.${name}.noData`, preset.noData?.provenance ?? standard],
    [`slos.${name}.sli`, signals],
    ...('thresholdMs' in sli
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

const TITLES: Readonly<Record<Preset['preset'], string>> = {
  availability: 'Availability',
  latency: 'Latency',
  'errors-and-latency': 'Errors and latency',
  probe: 'Probes',
  threshold: 'Threshold',
  expression: 'Events',
  composite: 'Composite',
};

function titleOf({ preset, name }: Preset): string {
  const title = TITLES[preset];
  return name === preset ? title : `${title} (${name})`;
}

function common(preset: Preset, promise: string): Omit<Slo, 'sli'> {
  const { name, objective, windowMs, slices } = preset;
  const alerts = alertTuning(preset.alerts);
  return {
    name,
    displayName: titleOf(preset),
    description: describe(preset, promise),
    objective: objective.value,
    window: { type: 'rolling', durationMs: windowMs.value },
    ...(slices?.value ?? { method: 'Occurrences' }),
    noData: preset.noData?.value ?? 'ignore',
    ...(alerts && { alerts }),
  };
}

/** Where slices are good or bad, the objective is a share of them, and no longer of events. */
function describe(
  { objective, windowMs, slices }: Preset,
  promise: string,
): string {
  const share = formatPercent(objective.value);
  const window = formatWindow(windowMs.value);
  if (!slices) {
    return `${share} ${promise} over ${window}.`;
  }
  const { method, slices: cut } = slices.value;
  const length = formatWindow(cut.lengthMs);
  return method === 'Timeslices'
    ? `In ${share} of slices of ${length}, ${formatPercent(
        cut.objective,
      )} ${promise}, over ${window}.`
    : `${share} ${promise} over ${window}, as the mean of slices of ${length}.`;
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
