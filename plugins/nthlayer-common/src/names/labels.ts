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
