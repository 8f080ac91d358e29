import { fixed } from './fixed';
import { floorTo } from './floorTo';
import { NBSP, NO_VALUE } from './symbols';

/**
 * A number of events. Whole below 10 only where it is whole: budgets allow fractions of an event.
 * Rounded down, so that "10 of 10 allowed" is never shown for an overspent budget.
 */
export function formatCount(count: number | null | undefined): string {
  if (typeof count !== 'number' || !Number.isFinite(count)) {
    return NO_VALUE;
  }
  if (count > 0 && count < 0.1) {
    return `<${NBSP}0.1`;
  }
  const decimals = Math.abs(count) >= 10 || Number.isInteger(count) ? 0 : 1;
  return fixed(floorTo(count, decimals), decimals);
}

/** A count with its noun: `1 bad event`, `1,204 bad events`. */
export function formatEvents(count: number, noun: string): string {
  const [head, ...rest] = noun.split(' of ');
  const plural = [`${head}s`, ...rest].join(' of ');
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
