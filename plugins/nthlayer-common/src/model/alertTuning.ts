import { AlertLevel, BurnLevel } from '../names';

/**
 * How one burn-rate alert differs from the usual one of its level.
 *
 * @public
 */
export interface BurnAlertTuning {
  /** Part of the whole budget that may be spent within the long window; 1 is all. */
  readonly budgetShare?: number;
  readonly longMs?: number;
}

/**
 * How the alerts of an SLO differ from the usual ones.
 *
 * @public
 */
export interface AlertTuning {
  /** Alerts that are not made. */
  readonly disabled?: readonly AlertLevel[];
  readonly burn?: Readonly<Partial<Record<BurnLevel, BurnAlertTuning>>>;
  /** Fewest bad events in the long window for an alert that pages; 0 for none. */
  readonly minBadEvents?: number;
  /** Spent parts of the budget that are told, lowest first, in place of 0.75, 0.85 and 0.95. */
  readonly budgetThresholds?: readonly number[];
}
