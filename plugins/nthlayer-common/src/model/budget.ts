import { BudgetingMethod, CalendarUnit } from './slo';

/**
 * Sums over known tiles of a window.
 *
 * @public
 */
export interface TileSums {
  /** Events. */
  readonly bad: number;
  /** Events. */
  readonly total: number;
  /** Tiles with data. */
  readonly knownTiles: number;
  /** All tiles of the window but those that are excluded. */
  readonly expectedTiles: number;
  /** Tiles that an exclusion took out of all other figures; absent where none did. */
  readonly excludedTiles?: number;
}

/**
 * How fast the budget burned over one window; 1 spends exactly the whole budget in the SLO's window.
 *
 * @public
 */
export interface BurnRate {
  readonly windowMs: number;
  /** `null` when there is no data or no traffic. */
  readonly rate: number | null;
  readonly sums: TileSums;
}

/**
 * How serious a burn rate is. `page` and `ticket`: the share of the budget is spent at which an alert of that kind
 * fires; `over`: faster than the objective allows; `none`: no data or no traffic.
 *
 * @public
 */
export type BurnRateLevel = 'none' | 'within' | 'over' | 'ticket' | 'page';

/**
 * When the budget ends if it goes on burning as it did over `windowMs`.
 *
 * @public
 */
export interface Forecast {
  readonly windowMs: number;
  readonly verdict: 'exhausts' | 'not-at-this-rate' | 'exhausted' | 'unknown';
  /** Milliseconds from the evaluation; only with `exhausts`. */
  readonly exhaustsInMs?: number;
}

/**
 * What the budget of a calendar period comes to at its end if events go on coming as they did.
 *
 * @public
 */
export interface ProjectedBudget {
  /** End of the period, milliseconds since the epoch. */
  readonly endMs: number;
  /** How long it is, in local time. */
  readonly period: { readonly count: number; readonly unit: CalendarUnit };
  /** Bad events that the objective allows over the whole period. */
  readonly budgetEvents: number;
  /** What is spent so far, as a share of the whole period's budget. */
  readonly consumed: number;
}

/**
 * Whether a budget is spent faster or slower than before; `unknown` without data or traffic now or before.
 *
 * @public
 */
export type BudgetTrend = 'rising' | 'falling' | 'steady' | 'unknown';

/**
 * `no-traffic` and `unknown` are neither healthy nor unhealthy.
 *
 * @public
 */
export type BudgetState =
  | 'healthy'
  | 'burning'
  | 'exhausted'
  | 'no-traffic'
  | 'unknown';

/**
 * What is left of an SLO's error budget. Ratios are exact: nothing is clamped or rounded.
 *
 * @public
 */
export interface BudgetStatus {
  readonly state: BudgetState;
  /**
   * Coverage below 90 % over the window, or the newest tile more than three ticks (at least three minutes) older than the
   * newest that could have been read, or the status itself as old as that.
   */
  readonly stale: boolean;
  readonly objective: number;
  readonly method: BudgetingMethod;
  /** Milliseconds since the epoch; `resolutionMs` is the tier whose boundary the start lies on. */
  readonly window: {
    readonly startMs: number;
    readonly endMs: number;
    /** End of the calendar period that is running; rolling windows have none. */
    readonly periodEndMs?: number;
    /** Of a calendar window the whole period's. */
    readonly lengthMs: number;
    /**
     * How long a burn of 1 takes to spend the budget that there is: the whole window, but of a calendar period that
     * counts events only the time so far, since the budget grows with them.
     */
    readonly budgetMs: number;
    readonly resolutionMs: number;
  };
  /** 1 − bad ÷ total; `null` without data or traffic. */
  readonly sli: number | null;
  readonly sums: TileSums;
  /** knownTiles ÷ expectedTiles. */
  readonly coverage: number;
  /** Bad events that the objective allows over the window so far: (1 − objective) × total. */
  readonly budgetEvents: number;
  /** Calendar windows that count events, once some are known. */
  readonly projected?: ProjectedBudget;
  /** 1 is the whole budget; above 1 it is overspent. `null` without data or traffic. */
  readonly consumed: number | null;
  /** 1 − consumed; may be negative. */
  readonly remaining: number | null;
  /** remaining × `window.budgetMs`. */
  readonly remainingMs: number | null;
  readonly burn: readonly BurnRate[];
  readonly forecast: readonly Forecast[];
  /** End of the newest known tile, milliseconds since the epoch. */
  readonly newestTileMs: number | null;
  readonly evaluatedAtMs: number;
}
