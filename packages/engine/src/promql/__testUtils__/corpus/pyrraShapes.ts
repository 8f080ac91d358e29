/**
 * Rules in the shapes that Pyrra (github.com/pyrra-dev/pyrra, Apache-2.0) gives them; the names are ours.
 */
const WINDOWS = ['3m', '15m', '30m', '1h', '3h', '12h', '2d', '4d6h51m'];

function burning(window: string, factor: number): string {
  return `order_seconds:burnrate${window}{job="shop",slo="orders"} > (${factor} * (1-0.995))`;
}

export const pyrraShapes: readonly string[] = [
  ...WINDOWS.map(
    window =>
      `sum(rate(orders_total{job="shop",code=~"5.."}[${window}])) / sum(rate(orders_total{job="shop"}[${window}]))`,
  ),
  ...WINDOWS.map(
    window =>
      `(sum by (handler, job) (rate(order_seconds_count{job="shop"}[${window}])) - sum by (handler, job) (rate(order_seconds_bucket{job="shop",le="0.6"}[${window}]))) / sum by (handler, job) (rate(order_seconds_count{job="shop"}[${window}]))`,
  ),
  `${burning('3m', 14)} and ${burning('30m', 14)}`,
  'sum by (code) (increase(orders_total{job="shop"}[4w]))',
  'sum(order_seconds:increase4w{slo="orders"} or vector(0))',
  'absent(orders_total{job="shop"}) == 1',
  '1 - sum(orders:increase4w{code=~"5..",slo="orders"} or vector(0)) / sum(orders:increase4w{slo="orders"})',
  '(sum(count_over_time(probe_success{job="shop"}[5m])) - sum(sum_over_time(probe_success{job="shop"}[5m]))) / sum(count_over_time(probe_success{job="shop"}[5m]))',
  '1 - histogram_fraction(0, 0.5, sum(rate(order_seconds{job="shop"}[5m])))',
  'histogram_count(sum(increase(order_seconds{job="shop"}[4w])))',
  '((0.995 - 1) + (1 - sum(orders:increase4w{code=~"5.."} or vector(0)) / sum(orders:increase4w))) / (1 - 0.995)',
];
