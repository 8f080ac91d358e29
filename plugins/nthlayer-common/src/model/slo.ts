import { AlertTuning } from './alertTuning';
import { Sli } from './sli';

/**
 * What calendar periods are made of.
 *
 * @public
 */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * Over which time a budget is counted. Calendar periods have no fixed length, so they keep count and unit.
 *
 * @public
 */
export type TimeWindow =
  | { readonly type: 'rolling'; readonly durationMs: number }
  | {
      readonly type: 'calendar';
      readonly count: number;
      readonly unit: CalendarUnit;
      /** Local time of the first period, `YYYY-MM-DD HH:MM:SS`. */
      readonly startTime: string;
      /** IANA name. */
      readonly timeZone: string;
    };

/**
 * How bad events become spent budget.
 *
 * @public
 */
export type BudgetingMethod = 'Occurrences' | 'Timeslices' | 'RatioTimeslices';

/**
 * What missing data means for the budget; `ignore` leaves them out of both sums.
 *
 * @public
 */
export type NoDataPolicy = 'ignore' | 'good' | 'bad';

/**
 * How time is cut for the budgeting methods Timeslices and RatioTimeslices.
 *
 * @public
 */
export interface SloSlices {
  /** Length of a slice: a multiple of a minute that divides a day. */
  readonly lengthMs: number;
  /** The ratio of good events that makes a slice good, in (0, 1]; Timeslices only. */
  readonly objective: number;
}

/**
 * One objective of one service. Its identity is (entity ref, environment, name).
 *
 * @public
 */
export interface Slo {
  /** DNS label. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** A ratio in [0, 1). */
  readonly objective: number;
  readonly window: TimeWindow;
  readonly method: BudgetingMethod;
  /** With Timeslices and RatioTimeslices, which cannot be counted without it. */
  readonly slices?: SloSlices;
  readonly noData: NoDataPolicy;
  readonly sli: Sli;
  /** How its alerts differ from the usual ones; all of them where nothing is said. */
  readonly alerts?: AlertTuning;
}
