/**
 * Names of recorded series.
 *
 * @public
 */
export const METRICS = {
  sliBadDelta1m: 'nthlayer:sli_bad:delta1m',
  sliTotalDelta1m: 'nthlayer:sli_total:delta1m',
  sliBadDelta5m: 'nthlayer:sli_bad:delta5m',
  sliTotalDelta5m: 'nthlayer:sli_total:delta5m',
  sliBadDelta1h: 'nthlayer:sli_bad:delta1h',
  sliTotalDelta1h: 'nthlayer:sli_total:delta1h',
  slicesBad: 'nthlayer:slo_slices_bad:count',
  slicesTotal: 'nthlayer:slo_slices_total:count',
  sloObjective: 'nthlayer:slo_objective:ratio',
  sloBudgetRemaining: 'nthlayer:slo_budget_remaining:ratio',
  sloInfo: 'nthlayer:slo_info',
} as const;

/**
 * Name of the recorded error ratio over a window, e.g. `nthlayer:slo_error:ratio1h`.
 *
 * @public
 */
export function sloErrorRatioMetric(window: string): string {
  return `nthlayer:slo_error:ratio${window}`;
}
