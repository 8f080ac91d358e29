import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TILE_MS } from '../durations';

/** The longest time that exclusions take out of one of some statuses, milliseconds; 0 where none does. */
export function excludedTime(
  statuses: readonly Pick<BudgetStatus, 'sums'>[],
): number {
  const tiles = statuses.map(({ sums }) => sums.excludedTiles ?? 0);
  return Math.max(0, ...tiles) * TILE_MS;
}
