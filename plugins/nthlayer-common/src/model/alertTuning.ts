import { AlertLevel, AlertSeverity, BurnLevel } from '../names';

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
 * A burn-rate alert that somebody has defined: it fires while the budget burns faster than a factor, over a long window
 * and over one of a twelfth of it.
 *
 * @public
 */
export interface BurnAlertPolicy {
  /** DNS label; it is on the alert. */
  readonly name: string;
  readonly severity: AlertSeverity;
  readonly longMs: number;
  /** Burn rate: 1 spends the budget exactly in the SLO's window. */
  readonly factor: number;
  /** Whether it fires at the factor as well, and not only above. */
  readonly atFactor: boolean;
  /** How long it must hold; 0 for none. */
  readonly forMs: number;
  /** Names of those who are told; they are on the alert. */
  readonly targets: readonly string[];
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
  /** Burn-rate alerts in place of the usual ones; none at all where it is empty. */
  readonly policies?: readonly BurnAlertPolicy[];
}
