import { fixed } from './fixed';
import { floorTo } from './floorTo';
import { MINUS, NBSP, NO_VALUE } from './symbols';

type Ratio = number | null | undefined;

/** An objective exactly as it was set: 0.9995 is `99.95 %`. */
export function formatObjective(objective: number): string {
  return `${trimmed(objective)}${NBSP}%`;
}

/**
 * An SLI with one decimal more than its objective has. It is rounded down, so it is `100 %` only without a bad event
 * and never crosses the objective.
 */
export function formatSli(sli: Ratio, objective: number): string {
  if (!isKnown(sli)) {
    return NO_VALUE;
  }
  const [, fraction = ''] = trimmed(objective).split('.');
  const decimals = Math.max(2, fraction.length + 1);
  return percentage(sli, decimals);
}

/** What is left of a budget, one decimal, rounded down; below zero when overspent. */
export function formatBudget(remaining: Ratio): string {
  if (!isKnown(remaining)) {
    return NO_VALUE;
  }
  return percentage(remaining, Math.abs(remaining) >= 10 ? 0 : 1);
}

/** A value that is in per cent already, for an axis. */
export function formatTick(percent: number): string {
  return `${fixed(percent, 0)}${NBSP}%`;
}

/** How much of a window is known. `100 %` means all of it. */
export function formatCoverage(coverage: number): string {
  return formatBudget(coverage);
}

function percentage(ratio: number, decimals: number): string {
  const least = 10 ** -decimals;
  const percent = ratio * 100;
  if (percent > 0 && percent < least) {
    return `<${NBSP}${fixed(least, decimals)}${NBSP}%`;
  }
  if (percent < 0 && percent > -least) {
    return `>${NBSP}${MINUS}${fixed(least, decimals)}${NBSP}%`;
  }
  if (ratio === 1 || ratio === 0) {
    return `${percent}${NBSP}%`;
  }
  const floored = floorTo(percent, decimals);
  const shown = floored === 100 && ratio < 1 ? 100 - least : floored;
  return `${fixed(shown, decimals)}${NBSP}%`;
}

function trimmed(ratio: number): string {
  return String(Number((ratio * 100).toPrecision(12)));
}

function isKnown(value: Ratio): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
