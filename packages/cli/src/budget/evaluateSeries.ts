import {
  BudgetStatus,
  Slo,
  TileSeries,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  BASE_TILE_MS,
  budgetWindows,
  evaluateBudget,
  excludedIntervals,
  excludeSums,
  excludeTiles,
  sumTiles,
  sumWindow,
  WindowRequest,
} from '@nthlayer/engine';
import { Moment } from '../prometheus/prometheusOptions';
import { BudgetSlo } from './BudgetRow';

const LEAST_LAG_MS = 30_000;

/** When budgets are evaluated. Milliseconds since the epoch. */
export interface Evaluation {
  readonly nowMs: number;
  /** End of the newest tile that may be read. */
  readonly endMs: number;
}

/** The newest tile ends some time before what has arrived, so that late scrapes have ended. */
export function evaluationAt(
  { nowMs, arrivedMs }: Moment,
  scrapeIntervalMs: number,
): Evaluation {
  const readyMs = arrivedMs - Math.max(2 * scrapeIntervalMs, LEAST_LAG_MS);
  return { nowMs, endMs: Math.floor(readyMs / BASE_TILE_MS) * BASE_TILE_MS };
}

/** From where on the tiles of an SLO are needed. */
export function firstTileMs(slo: Slo, { endMs }: Evaluation): number {
  const { budget, burn } = budgetWindows(slo, endMs);
  return Math.min(budget.startMs, ...burn.map(({ startMs }) => startMs));
}

/** The status of one series of tiles, by the same arithmetic as the ledger's; unknown without a series. */
export function evaluateSeries(
  { slo, exclusions }: Pick<BudgetSlo, 'slo' | 'exclusions'>,
  series: TileSeries | undefined,
  { nowMs, endMs }: Evaluation,
): BudgetStatus {
  const tiles = series ?? nothingKnown(endMs);
  const { budget, burn } = budgetWindows(slo, endMs);
  const newest = tiles.total.findLastIndex(count => !Number.isNaN(count));
  const sums = (window: typeof budget) => ({
    ...window,
    sums: sumCounted({ slo, exclusions }, tiles, window),
  });
  return evaluateBudget(
    slo,
    { budget: sums(budget), burn: burn.map(sums) },
    {
      nowMs,
      tickMs: BASE_TILE_MS,
      newestTileMs:
        newest < 0 ? null : tiles.startMs + (newest + 1) * tiles.stepMs,
    },
  );
}

/** What is excluded is taken out of sums of events; slices of time are cut from tiles that are without traffic there. */
function sumCounted(
  { slo, exclusions }: Pick<BudgetSlo, 'slo' | 'exclusions'>,
  tiles: TileSeries,
  window: WindowRequest,
): TileSums {
  const intervals = excludedIntervals(exclusions, window);
  const counted = slo.slices ? excludeTiles(tiles, intervals) : tiles;
  return intervals
    .map(({ startMs, endMs }) => sumTiles(counted, startMs, endMs))
    .reduce(
      (sums, excluded) => excludeSums(sums, excluded),
      sumWindow(counted, window, slo),
    );
}

function nothingKnown(startMs: number): TileSeries {
  const none = new Float64Array();
  return { group: {}, startMs, stepMs: BASE_TILE_MS, bad: none, total: none };
}
