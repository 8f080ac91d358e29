import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { allowedErrorRatio } from '../budget';

/** Of an event; less is the noise of fractions. */
const LEAST_EXCESS = 1e-6;

/** How long ago a burn began: at least and at most; without `mostMs`, before everything that is looked at. */
export interface BurnOnset {
  readonly leastMs: number;
  readonly mostMs?: number;
}

/**
 * Between which of its burn windows a budget began to burn faster than allowed, by the largest sum of what was bad beyond
 * the allowed: over a longer window than that, time that burned less has been added. Undefined where no window burned
 * faster than allowed, and where one alone says nothing.
 */
export function burnOnset({
  burn,
  objective,
}: Pick<BudgetStatus, 'burn' | 'objective'>): BurnOnset | undefined {
  const windows = [...burn].sort((a, b) => a.windowMs - b.windowMs);
  const allowed = allowedErrorRatio(objective);
  const excess = windows.map(({ sums }) => sums.bad - allowed * sums.total);
  const at = excess.indexOf(Math.max(...excess));
  if (windows.length < 2 || excess[at] < LEAST_EXCESS) {
    return undefined;
  }
  const longer = windows[at + 1];
  const began =
    longer?.sums.bad === windows[at].sums.bad ? windows[at] : longer;
  const leastMs = windows[at - 1]?.windowMs ?? 0;
  return { leastMs, ...(began && { mostMs: began.windowMs }) };
}
