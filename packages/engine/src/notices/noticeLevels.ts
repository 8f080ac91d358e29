import {
  BudgetStatus,
  BurnLevel,
  BurnRate,
  NoDataPolicy,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair } from '../alerting';
import { coverageOf } from '../budget/errorRatio';

/** A threshold counts as left only this far below it, since a rolling window goes up and down. In per cent. */
const HYSTERESIS_PERCENT = 2;

/**
 * What people are told once when it begins: a share of the budget that is spent, or a burn that alerts.
 *
 * @public
 */
export type NoticeLevel = BurnLevel | `budget-${number}`;

/**
 * What an SLO is judged by.
 *
 * @public
 */
export interface NoticeRules {
  /** Alerts of the SLO. */
  readonly pairs: readonly AlertPair[];
  /** Shares of the budget, in per cent. */
  readonly thresholds: readonly number[];
  /** What its missing data mean. */
  readonly noData: NoDataPolicy;
}

/**
 * The share of the budget that a level stands for, in per cent; undefined for a burn.
 *
 * @public
 */
export function thresholdOf(level: NoticeLevel): number | undefined {
  return level.startsWith('budget-')
    ? Number(level.slice('budget-'.length))
    : undefined;
}

/**
 * The levels that a status is at, the worst first: what is spent, most first, then burns, fastest first. A burn alerts
 * when both windows of its pair are above the factor, even if all that is not known of them was good: a window of which
 * history is still to be read has not burned as its newest part has.
 *
 * @public
 */
export function reachedLevels(
  status: Pick<BudgetStatus, 'consumed' | 'burn' | 'method'>,
  { pairs, thresholds, noData }: NoticeRules,
): NoticeLevel[] {
  const spent = [...thresholds]
    .sort((a, b) => b - a)
    .filter(percent => isSpent(status, percent))
    .map((percent): NoticeLevel => `budget-${percent}`);
  const isPartial = noData === 'ignore' && status.method !== 'Timeslices';
  const burn = isPartial ? status.burn.map(surely) : status.burn;
  const burns = pairs.filter(pair => alerts({ burn }, pair));
  return [...spent, ...burns.map(pair => pair.burn)];
}

/**
 * Whether a status is at any level. Of most it is not, which is found without a list.
 *
 * @public
 */
export function reachesLevel(
  status: Pick<BudgetStatus, 'consumed' | 'burn' | 'method'>,
  rules: NoticeRules,
): boolean {
  return (
    rules.thresholds.some(percent => isSpent(status, percent)) ||
    // what is surely over is also over as it is
    (rules.pairs.some(pair => alerts(status, pair)) &&
      reachedLevels(status, rules).length > 0)
  );
}

/**
 * Whether a level that was reached is not left yet, so that it is not told again. What cannot be known leaves nothing:
 * a threshold is left a little below it, a burn when its long window has come down.
 *
 * @public
 */
export function isHeld(
  level: NoticeLevel,
  status: Pick<BudgetStatus, 'consumed' | 'burn'>,
  pairs: readonly AlertPair[],
): boolean {
  const percent = thresholdOf(level);
  if (percent !== undefined) {
    const { consumed } = status;
    return consumed === null || consumed * 100 >= percent - HYSTERESIS_PERCENT;
  }
  const pair = pairs.find(({ burn }) => burn === level);
  const rate = pair && rateOver(status, pair.longMs);
  return (
    pair !== undefined &&
    (rate === null || rate === undefined || rate > pair.factor)
  );
}

/** The rate over what is known, as if the rest had as many events and all of them good. */
function surely({ windowMs, rate, sums }: BurnRate): BurnRate {
  const least = rate === null ? null : rate * coverageOf(sums);
  return { windowMs, rate: least, sums };
}

function isSpent(
  { consumed }: Pick<BudgetStatus, 'consumed'>,
  percent: number,
): boolean {
  return consumed !== null && consumed * 100 >= percent;
}

function alerts(
  status: Pick<BudgetStatus, 'burn'>,
  { longMs, shortMs, factor, minBadEvents }: AlertPair,
): boolean {
  const long = status.burn.find(({ windowMs }) => windowMs === longMs);
  const isOver = (rate: number | null | undefined) => (rate ?? 0) > factor;
  return (
    long !== undefined &&
    long.sums.bad >= minBadEvents &&
    isOver(long.rate) &&
    isOver(rateOver(status, shortMs))
  );
}

function rateOver(
  { burn }: Pick<BudgetStatus, 'burn'>,
  windowMs: number,
): number | null | undefined {
  return burn.find(each => each.windowMs === windowMs)?.rate;
}
