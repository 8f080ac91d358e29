import {
  AlertLevel,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Found } from './specFile/readFields';
import { PresetEntry } from './specFile/specFields';
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
  /** Absent: all of its alerts are wanted. */
  readonly disabledAlerts?: Sourced<readonly AlertLevel[]>;
  /** Where it was asked for; absent for the defaults of a tier. */
  readonly place?: Place;
}

/** The SLOs of a list, or else those of the tier; what an entry does not say is the tier's. */
export function presetsOf(
  entries: readonly PresetEntry[] | undefined,
  objectives: TierObjectives,
  objectivesProvenance: Provenance,
): readonly Preset[] {
  const ofTier = (value: number): Sourced => ({
    value,
    provenance: objectivesProvenance,
  });
  const { availability, latency } = objectives;
  const defaults: Record<PresetEntry['preset'], Preset> = {
    availability: {
      preset: 'availability',
      name: 'availability',
      objective: ofTier(availability),
      windowMs: defaultWindow,
      thresholdMs: ofTier(latency.thresholdMs),
    },
    latency: {
      preset: 'latency',
      name: 'latency',
      objective: ofTier(latency.objective),
      windowMs: defaultWindow,
      thresholdMs: ofTier(latency.thresholdMs),
    },
  };
  if (entries === undefined) {
    return [defaults.availability, defaults.latency];
  }
  return entries.map(entry => {
    const usual = defaults[entry.preset];
    const disabledAlerts = given(entry.disabledAlerts);
    return {
      preset: entry.preset,
      name: entry.name,
      objective: given(entry.objective) ?? usual.objective,
      windowMs: given(entry.windowMs) ?? usual.windowMs,
      thresholdMs: given(entry.thresholdMs) ?? usual.thresholdMs,
      ...(disabledAlerts && { disabledAlerts }),
      place: entry.at.place(),
    };
  });
}

const defaultWindow: Sourced = {
  value: DEFAULT_WINDOW_MS,
  provenance: { source: 'default', from: 'defaults of SLOs' },
};

function given<T>(found: Found<T> | undefined): Sourced<T> | undefined {
  return found && { value: found.value, provenance: found.at.provenance() };
}
