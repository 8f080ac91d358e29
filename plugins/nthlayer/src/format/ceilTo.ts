import { floorTo } from './floorTo';

/** Rounds towards +∞ at a number of decimals, for figures of which less is better. */
export function ceilTo(value: number, decimals: number): number {
  return -floorTo(-value, decimals);
}
