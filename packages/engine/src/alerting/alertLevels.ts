import {
  AlertLevel,
  AlertSeverity,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * Whether an SLO wants to hear of this; all of it, unless its spec says otherwise.
 *
 * @public
 */
export function isAlertEnabled(
  { alerts }: Pick<Slo, 'alerts'>,
  level: AlertLevel,
): boolean {
  return !alerts?.disabled?.includes(level);
}

/**
 * A spent share of the error budget that is worth a word.
 *
 * @public
 */
export interface BudgetThreshold {
  readonly level: AlertLevel;
  /** Per cent of the whole budget. */
  readonly percent: number;
  readonly severity: AlertSeverity;
}

/**
 * Shares of the budget that are notified when they are spent, lowest first.
 *
 * What is spent is no emergency by itself: what spends it quickly pages already. Three quarters are for those who
 * look; from 85 % on there is little enough left to plan with, which is work for somebody.
 *
 * @public
 */
export const BUDGET_THRESHOLDS: readonly BudgetThreshold[] = [
  { level: 'budget-75', percent: 75, severity: 'info' },
  { level: 'budget-85', percent: 85, severity: 'warning' },
  { level: 'budget-95', percent: 95, severity: 'warning' },
];

/** From here on a spent budget is work for somebody. */
const WORK_FROM_PERCENT = 85;

/**
 * The thresholds that an SLO wants to hear of, lowest first: its own, or else the usual ones that it does not switch
 * off.
 *
 * @public
 */
export function budgetThresholds(
  slo: Pick<Slo, 'alerts'>,
): readonly Omit<BudgetThreshold, 'level'>[] {
  const own = slo.alerts?.budgetThresholds;
  return own === undefined
    ? BUDGET_THRESHOLDS.filter(({ level }) => isAlertEnabled(slo, level))
    : own.map(ratio => {
        const percent = Number((ratio * 100).toPrecision(12));
        return {
          percent,
          severity: percent < WORK_FROM_PERCENT ? 'info' : 'warning',
        };
      });
}
