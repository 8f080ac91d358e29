import { isCount } from './isCount';

/** Sums of whole counts carry no more noise than this. */
const ROUNDING = 1e-9;

/**
 * Whether these can be what a tile counts.
 *
 * @public
 */
export function areCounts(bad: number, total: number): boolean {
  return isCount(total) && isCount(bad) && bad <= total * (1 + ROUNDING);
}
