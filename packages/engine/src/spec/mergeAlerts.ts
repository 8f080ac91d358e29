import {
  AlertTuning,
  BURN_LEVELS,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertEntry } from './specFile/specFields';

/** What several places say of alerts, the most particular last: value by value, and level by level. */
export function mergeAlerts(entries: readonly AlertEntry[]): AlertEntry {
  const said = entries.filter(entry => Object.keys(entry).length > 0);
  if (said.length < 2) {
    return said[0] ?? {};
  }
  return said.reduce((before, entry) => {
    const levels = BURN_LEVELS.flatMap(level => {
      const own = entry[level];
      const value = { ...before[level]?.value, ...own?.value };
      return own ? [[level, { value, at: own.at }] as const] : [];
    });
    return { ...before, ...entry, ...Object.fromEntries(levels) };
  }, {});
}

/** Alerts as an SLO has them; `undefined` where all of them are as usual. */
export function alertTuning(entry: AlertEntry): AlertTuning | undefined {
  if (Object.keys(entry).length === 0) {
    return undefined;
  }
  const { disabled, minBadEvents, budgetThresholds } = entry;
  const burn = BURN_LEVELS.flatMap(level => {
    const found = entry[level];
    return found ? [[level, found.value] as const] : [];
  });
  const tuning: AlertTuning = {
    ...(disabled && disabled.value.length > 0 && { disabled: disabled.value }),
    ...(burn.length > 0 && { burn: Object.fromEntries(burn) }),
    ...(minBadEvents && { minBadEvents: minBadEvents.value }),
    ...(budgetThresholds && { budgetThresholds: budgetThresholds.value }),
  };
  return Object.keys(tuning).length > 0 ? tuning : undefined;
}

/** Where what is said of the alerts of an SLO came from, by path. */
export function alertProvenance(
  slo: string,
  entry: AlertEntry,
): readonly [string, Provenance][] {
  if (Object.keys(entry).length === 0) {
    return [];
  }
  const { disabled, minBadEvents, budgetThresholds } = entry;
  const said = [
    ['disabled', disabled?.value.length ? disabled : undefined],
    ...BURN_LEVELS.map(level => [`burn.${level}`, entry[level]] as const),
    ['minBadEvents', minBadEvents],
    ['budgetThresholds', budgetThresholds],
  ] as const;
  return said.flatMap(([path, found]) =>
    found ? [[`slos.${slo}.alerts.${path}`, found.at.provenance()]] : [],
  );
}
