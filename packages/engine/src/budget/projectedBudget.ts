import {
  ProjectedBudget,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { BASE_TILE_MS } from '../tiles';
import { judgedTiles } from './budgetLength';
import { WindowSums } from './windows';

/**
 * What the budget of a calendar period comes to at its end: while a period runs, its events so far allow only a part of
 * the bad ones that all of its events will. Time that is unknown or still to come is taken to bring events like the
 * known one; excluded time brings none.
 *
 * Undefined for rolling windows, for slices of time, whose number is fixed, and where no event is known.
 */
export function projectedBudget(
  slo: Slo,
  budget: WindowSums,
  soFar: {
    budgetEvents: number;
    consumed: number | undefined;
    periodEndMs: number | undefined;
  },
): ProjectedBudget | undefined {
  const { window, method } = slo;
  const { sums, startMs } = budget;
  const { budgetEvents, consumed, periodEndMs } = soFar;
  if (
    window.type !== 'calendar' ||
    method !== 'Occurrences' ||
    consumed === undefined ||
    periodEndMs === undefined ||
    sums.total === 0
  ) {
    return undefined;
  }
  const wholeTiles =
    (periodEndMs - startMs) / BASE_TILE_MS - (sums.excludedTiles ?? 0);
  return {
    endMs: periodEndMs,
    period: { count: window.count, unit: window.unit },
    budgetEvents: budgetEvents * (wholeTiles / sums.knownTiles),
    consumed: consumed * (judgedTiles(budget, slo) / wholeTiles),
  };
}
