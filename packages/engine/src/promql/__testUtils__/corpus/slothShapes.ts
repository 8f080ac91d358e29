/**
 * The rules of one SLO in the shapes that Sloth (github.com/slok/sloth, Apache-2.0) gives them, quirks of layout and
 * numbers included; the names are ours.
 */
const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d', '30d'];
const ID = '{sloth_id="shop-orders", sloth_service="shop", sloth_slo="orders"}';

function recorded(window: string): string {
  return `slo:sli_error:ratio_rate${window}${ID}`;
}

function pair(short: string, long: string, factor: string): string {
  const over = (window: string) =>
    `(${recorded(window)} > (${factor} * 0.0009999999999999432))`;
  return `(\n    ${over(short)}\n    and ignoring (sloth_window)\n    ${over(
    long,
  )}\n)`;
}

export const slothShapes: readonly string[] = [
  ...WINDOWS.map(
    window =>
      `(sum(rate(orders_total{job="shop",code=~"(5..|429)"}[${window}])))\n/\n(sum(rate(orders_total{job="shop"}[${window}])))\n`,
  ),
  ...WINDOWS.map(
    window =>
      `((\n  sum(rate(order_seconds_count{verb!="WATCH"}[${window}]))\n  -\n  sum(rate(order_seconds_bucket{le="0.4",verb!="WATCH"}[${window}]))\n)\n)\n/\n(sum(rate(order_seconds_count{verb!="WATCH"}[${window}])))\n`,
  ),
  ...WINDOWS.slice(0, 4).map(
    window => `(avg_over_time(wifi:ratio{a="b"}[${window}]))`,
  ),
  `sum_over_time(${recorded(
    '5m',
  )}[30d])\n/ ignoring (sloth_window)\ncount_over_time(${recorded(
    '5m',
  )}[30d])\n`,
  'vector(0.9990000000000001)',
  'vector(1-0.9990000000000001)',
  'vector(30)',
  `${recorded(
    '5m',
  )}\n/ on(sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio${ID}\n`,
  `1 - slo:period_burn_rate:ratio${ID}`,
  `${pair('5m', '1h', '14.4')}\nor ignoring (sloth_window)\n${pair(
    '30m',
    '6h',
    '6',
  )}\n`,
  `max(${recorded('5m')} > (14.4 * 0.001)) without (sloth_window)`,
];
