import type { BurnRateDto } from './dto';

/** `page` and `ticket`: the share of the budget is spent at which such an alert fires; `over` is faster than allowed. */
export type BurnLevel = 'none' | 'within' | 'over' | 'ticket' | 'page';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Share of the whole budget spent in one look-back at which an alert fires, by length of the SLO's window:
 * the same defaults as the generated rules (SRE workbook, "Alerting on SLOs", scaled to short and long windows).
 */
const ALERT_SHARES = [
  { maxWindowMs: 10 * DAY, shares: [0.08, 0.125, 0.2, 0.42] },
  { maxWindowMs: 60 * DAY, shares: [0.02, 0.05, 0.1, 0.1] },
  { maxWindowMs: Infinity, shares: [0.01, 0.03, 0.05, 0.1] },
] as const;

const LOOK_BACKS = [HOUR, 6 * HOUR, DAY, 3 * DAY];
const PAGES_UP_TO = 6 * HOUR;
/** As in the generated rules: nobody is woken for less. */
const MIN_BAD_EVENTS = 3;

/** How serious a burn rate is for an SLO with this window. */
export function burnLevel(burn: BurnRateDto, windowMs: number): BurnLevel {
  const { rate, sums } = burn;
  if (rate === null) {
    return 'none';
  }
  const { shares } =
    ALERT_SHARES.find(row => windowMs <= row.maxWindowMs) ?? ALERT_SHARES[2];
  const share = shares[LOOK_BACKS.indexOf(burn.windowMs)];
  const spent = (rate * burn.windowMs) / windowMs;
  const pages = burn.windowMs <= PAGES_UP_TO;
  const tooFew = pages && sums.bad < MIN_BAD_EVENTS;
  if (share !== undefined && rate > 1 && spent >= share && !tooFew) {
    return pages ? 'page' : 'ticket';
  }
  return rate > 1 ? 'over' : 'within';
}
