import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * How long it takes until `share` of a budget is spent if it goes on burning at `rate`; undefined when it never is, or
 * not before the calendar period ends and with it the budget. The share must not be spent already.
 *
 * A budget that grows is spent by what burns faster than it grows: after x it is (consumed · length + rate · x) of
 * (length + x).
 *
 * @public
 */
export function timeToSpend(
  share: number,
  rate: number,
  {
    consumed,
    method,
    window,
  }: Pick<BudgetStatus, 'method' | 'window'> & { consumed: number },
): number | undefined {
  const { budgetMs, endMs, periodEndMs } = window;
  const isFixed = periodEndMs !== undefined && method === 'Timeslices';
  // a burn of 1 or less never ends a budget, but it does come to a part of one that does not grow
  const never = isFixed && share < 1 ? 0 : share;
  if (rate <= never) {
    return undefined;
  }
  const grows = periodEndMs !== undefined && !isFixed;
  const inMs = ((share - consumed) * budgetMs) / (grows ? rate - share : rate);
  return endMs + inMs <= (periodEndMs ?? Infinity) ? inMs : undefined;
}
