import { BurnLevel } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * The share of an error budget that an alert lets be spent within its long window before it fires.
 *
 * @public
 */
export interface AlertWindow {
  readonly burn: BurnLevel;
  readonly longMs: number;
  /** Thousandths of the whole budget. */
  readonly budgetPermille: number;
}

/**
 * Alert windows for SLO windows up to a length.
 *
 * @public
 */
export interface AlertWindowRow {
  /** Longest SLO window of the row, milliseconds. */
  readonly upToMs: number;
  readonly windows: readonly AlertWindow[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function row(
  upToMs: number,
  [pageFast, pageSlow, ticketFast, ticketSlow]: readonly [
    number,
    number,
    number,
    number,
  ],
): AlertWindowRow {
  return {
    upToMs,
    windows: [
      { burn: 'page-fast', longMs: HOUR_MS, budgetPermille: pageFast },
      { burn: 'page-slow', longMs: 6 * HOUR_MS, budgetPermille: pageSlow },
      { burn: 'ticket-fast', longMs: DAY_MS, budgetPermille: ticketFast },
      { burn: 'ticket-slow', longMs: 3 * DAY_MS, budgetPermille: ticketSlow },
    ],
  };
}

/**
 * Default alert windows by the length of the SLO's window.
 *
 * The middle row is the SRE Workbook's (chapter 5: 2 % in 1 h, 5 % in 6 h, 10 % in 3 d) with the usual row of a day.
 * The same shares would let a week's budget burn below its allowed rate, so short windows have Sloth's shares for
 * 7 days; they would miss most burns of a quarter, so long windows have about Datadog's for 90 days.
 *
 * @public
 */
export const ALERT_WINDOWS: readonly AlertWindowRow[] = [
  row(10 * DAY_MS, [80, 125, 200, 420]),
  row(60 * DAY_MS, [20, 50, 100, 100]),
  row(Infinity, [10, 30, 50, 100]),
];
