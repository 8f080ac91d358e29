import { BudgetStatus, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { budgetLengthMs } from './budgetLength';
import { budgetState } from './budgetState';
import { burnRates } from './burnRates';
import { periodEndOf } from './calendarPeriod';
import { allowedErrorRatio, coverageOf, errorRatio } from './errorRatio';
import { forecasts } from './forecast';
import { projectedBudget } from './projectedBudget';
import { WindowSums } from './windows';

const MIN_COVERAGE = 0.9;
const MAX_AGE_TICKS = 3;
/** Length of a base tile: however often budgets are computed, tiles come no faster. */
const TILE_MS = 60_000;
/** A window that ends this long ago was not made from what could have been read. */
const MAX_LAG_MS = 3_600_000;

/**
 * When a status is made. Times are milliseconds since the epoch.
 *
 * @public
 */
export interface EvaluationTime {
  /** The moment of the evaluation. */
  readonly nowMs: number;
  /** Time from one evaluation to the next, milliseconds. */
  readonly tickMs: number;
  /** End of the newest known tile; null when none is known. */
  readonly newestTileMs: number | null;
}

/** The age of the newest tile counts from the end of the window: tiles after that could not have been read yet. */
export function isStale(
  coverage: number,
  endMs: number,
  { nowMs, tickMs, newestTileMs }: EvaluationTime,
): boolean {
  return (
    coverage < MIN_COVERAGE ||
    newestTileMs === null ||
    endMs - newestTileMs > MAX_AGE_TICKS * Math.max(tickMs, TILE_MS) ||
    nowMs - endMs > MAX_LAG_MS
  );
}

function windowOf(slo: Slo, budget: WindowSums): BudgetStatus['window'] {
  const { startMs, endMs, windowMs, resolutionMs } = budget;
  const periodEndMs = periodEndOf(slo, endMs);
  return {
    startMs,
    endMs,
    ...(periodEndMs !== undefined && { periodEndMs }),
    lengthMs: windowMs,
    budgetMs: budgetLengthMs(slo, budget),
    resolutionMs,
  };
}

/**
 * The status of an error budget from the sums over its windows. Nothing is clamped or rounded: an overspent budget
 * has a negative remainder. With the methods Timeslices and RatioTimeslices the sums are those of `sumSlices`, and
 * what is called events here are slices.
 *
 * @public
 */
export function evaluateBudget(
  slo: Slo,
  windows: { budget: WindowSums; burn: readonly WindowSums[] },
  at: EvaluationTime,
): BudgetStatus {
  const { budget } = windows;
  const { sums } = budget;
  const coverage = coverageOf(sums);
  const allowed = allowedErrorRatio(slo.objective);
  const ratio = errorRatio(budget, slo);
  const consumed = ratio === undefined ? undefined : ratio / allowed;
  const remaining = consumed === undefined ? undefined : 1 - consumed;
  const burn = burnRates(slo, windows.burn);
  const budgetEvents = allowed * sums.total;
  const window = windowOf(slo, budget);
  const projected = projectedBudget(slo, budget, {
    budgetEvents,
    consumed,
    periodEndMs: window.periodEndMs,
  });
  return {
    state: budgetState(sums, consumed, burn, slo.noData),
    stale: isStale(coverage, budget.endMs, at),
    objective: slo.objective,
    method: slo.method,
    window,
    sli: ratio === undefined ? null : 1 - ratio,
    sums,
    coverage,
    budgetEvents,
    ...(projected && { projected }),
    consumed: consumed ?? null,
    remaining: remaining ?? null,
    remainingMs: remaining === undefined ? null : remaining * window.budgetMs,
    burn,
    forecast: forecasts(burn, {
      consumed: consumed ?? null,
      method: slo.method,
      window,
    }),
    newestTileMs: at.newestTileMs,
    evaluatedAtMs: at.nowMs,
  };
}
