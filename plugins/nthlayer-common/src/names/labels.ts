/**
 * Labels on recorded series and alerts.
 *
 * @public
 */
export const LABELS = {
  service: 'service',
  slo: 'slo',
  environment: 'environment',
  team: 'team',
  tier: 'tier',
  severity: 'severity',
  burn: 'burn',
  /** Per cent of the error budget that is spent, on the alert that says so. */
  budget: 'budget',
  /** The policy that defines an alert, where a user has written one. */
  alertPolicy: 'alert_policy',
  /** Who that policy wants told. */
  notificationTarget: 'notification_target',
} as const;

/** @public */
export type AlertSeverity = 'critical' | 'warning' | 'info';

/**
 * Which burn-rate pair an alert belongs to, fastest first. A faster one inhibits the slower.
 *
 * @public
 */
export const BURN_LEVELS = [
  'page-fast',
  'page-slow',
  'ticket-fast',
  'ticket-slow',
] as const;

/** @public */
export type BurnLevel = (typeof BURN_LEVELS)[number];

/**
 * Everything that an SLO can alert on; each can be switched off for an SLO.
 *
 * @public
 */
export const ALERT_LEVELS = [
  ...BURN_LEVELS,
  'sli-missing',
  'budget-75',
  'budget-85',
  'budget-95',
] as const;

/** @public */
export type AlertLevel = (typeof ALERT_LEVELS)[number];
