import { AlertPair } from '../alerting';
import { BURN_WINDOWS_MS } from '../budget';

/**
 * Windows over which the burn of an SLO is to be known: those that are shown, and both of every alert of its own.
 *
 * @public
 */
export function burnWindowsOf(pairs: readonly AlertPair[]): number[] {
  const own = pairs.flatMap(({ longMs, shortMs }) => [longMs, shortMs]);
  return [...new Set([...BURN_WINDOWS_MS, ...own])];
}
