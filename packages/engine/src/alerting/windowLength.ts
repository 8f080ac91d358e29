import { TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';

const DAYS = { day: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;

/**
 * Length of an SLO's window in milliseconds, for burn rates; a calendar month counts 30 days, whatever it has.
 *
 * @public
 */
export function nominalWindowMs(window: TimeWindow): number {
  return window.type === 'rolling'
    ? window.durationMs
    : window.count * DAYS[window.unit] * 86_400_000;
}
