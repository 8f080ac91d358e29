import {
  NoDataPolicy,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { mergeAlerts } from './mergeAlerts';
import { Found } from './specFile/readFields';
import {
  AlertEntry,
  IndicatorEntry,
  OverlayEntry,
  PresetEntry,
} from './specFile/specFields';
import { SlicesEntry } from './specFile/readSlices';
import { Place } from './specFile/cursor';
import { TierObjectives } from './tiers';

const DEFAULT_WINDOW_MS = 30 * 86_400_000;

/** A value, usually a number, and where it came from. */
export interface Sourced<T = number> {
  readonly value: T;
  readonly provenance: Provenance;
}

/** An SLO by preset, every number filled in. */
export interface Preset {
  readonly preset: PresetEntry['preset'];
  readonly name: string;
  readonly objective: Sourced;
  readonly windowMs: Sourced;
  readonly thresholdMs: Sourced;
  readonly native?: Sourced<boolean>;
  readonly slices?: Sourced<SlicesEntry>;
  readonly indicator?: IndicatorEntry;
  /** Where it says itself what it measures. */
  readonly written?: Provenance;
  readonly groupBy?: Sourced<readonly string[]>;
  readonly noData?: Sourced<NoDataPolicy>;
  readonly alerts: AlertEntry;
  /** Where it was asked for; absent for the defaults of a tier. */
  readonly place?: Place;
}

/** What the numbers of presets come from. */
export interface PresetSources {
  /** Absent: those of the tier. */
  readonly entries: readonly PresetEntry[] | undefined;
  readonly objectives: TierObjectives;
  readonly objectivesProvenance: Provenance;
  /** Of every SLO that does not say otherwise. */
  readonly alerts: AlertEntry;
  /** What is different in an environment. */
  readonly overlay: OverlayEntry | undefined;
}

/** The SLOs of a list, or else those of the tier; what an entry does not say is the tier's. */
export function presetsOf(sources: PresetSources): readonly Preset[] {
  const { entries, alerts } = sources;
  const defaults = defaultPresets(sources);
  const presets =
    entries === undefined
      ? [defaults.availability, defaults.latency]
      : entries.map(entry =>
          presetOf(entry, defaults[USUAL[entry.preset]], alerts),
        );
  return presets.map(preset => inEnvironment(preset, sources.overlay));
}

/** Which SLO of the tier has the numbers that an SLO does not say. */
const USUAL: Readonly<
  Record<PresetEntry['preset'], 'availability' | 'latency'>
> = {
  availability: 'availability',
  latency: 'latency',
  'errors-and-latency': 'latency',
  probe: 'availability',
  threshold: 'availability',
  expression: 'availability',
  composite: 'availability',
};

function defaultPresets({
  objectives: { availability, latency },
  objectivesProvenance: provenance,
  alerts,
}: PresetSources): Record<'availability' | 'latency', Preset> {
  const common = {
    windowMs: defaultWindow,
    thresholdMs: { value: latency.thresholdMs, provenance },
    alerts,
  };
  return {
    availability: {
      ...common,
      preset: 'availability',
      name: 'availability',
      objective: { value: availability, provenance },
    },
    latency: {
      ...common,
      preset: 'latency',
      name: 'latency',
      objective: { value: latency.objective, provenance },
    },
  };
}

function presetOf(
  entry: PresetEntry,
  usual: Preset,
  alerts: AlertEntry,
): Preset {
  const groupBy = given(entry.groupBy);
  const native = given(entry.native);
  const noData = given(entry.noData);
  const slices = given(entry.slices);
  return {
    preset: entry.preset,
    name: entry.name,
    objective: given(entry.objective) ?? usual.objective,
    windowMs: given(entry.windowMs) ?? usual.windowMs,
    thresholdMs: given(entry.thresholdMs) ?? usual.thresholdMs,
    ...(native && { native }),
    ...(slices && { slices }),
    ...(entry.indicator && {
      indicator: entry.indicator,
      written: entry.at.provenance(),
    }),
    ...(groupBy && { groupBy }),
    ...(noData && { noData }),
    alerts: mergeAlerts([alerts, entry.alerts]),
    place: entry.at.place(),
  };
}

function inEnvironment(
  preset: Preset,
  overlay: OverlayEntry | undefined,
): Preset {
  if (overlay === undefined) {
    return preset;
  }
  const own = overlay.slos.find(({ name }) => name.value === preset.name);
  return {
    ...preset,
    objective: given(own?.objective) ?? preset.objective,
    windowMs: given(own?.windowMs) ?? preset.windowMs,
    thresholdMs: given(own?.thresholdMs) ?? preset.thresholdMs,
    alerts: mergeAlerts([preset.alerts, overlay.alerts, own?.alerts ?? {}]),
  };
}

const defaultWindow: Sourced = {
  value: DEFAULT_WINDOW_MS,
  provenance: { source: 'default', from: 'defaults of SLOs' },
};

function given<T>(found: Found<T> | undefined): Sourced<T> | undefined {
  return found && { value: found.value, provenance: found.at.provenance() };
}
