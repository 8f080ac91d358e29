import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';

const TILE_MS = 60_000;

/** How much time exclusions take out of a budget's window, milliseconds. */
export function excludedTime(status: BudgetStatusDto | undefined): number {
  return (status?.sums.excludedTiles ?? 0) * TILE_MS;
}
