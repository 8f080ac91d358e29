import {
  Slo,
  sloErrorRatioMetric,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  aggregate,
  binary,
  by,
  call,
  Expression,
  formatDuration,
  number,
  rangeSelector,
} from '../../promql';
import { RuleScope } from './ruleScope';
import { allSlices, badSlices, slicesIn } from './slices';
import { Tier, tierOf } from './tiers';

/** Name of the recorded error ratio over a window. */
export function ratioMetric(windowMs: number): string {
  return sloErrorRatioMetric(formatDuration(windowMs));
}

/**
 * Events of a window, by SLO and group, whatever team and tier were while they were counted. The range is shorter by
 * `edgeMs`, so that it holds no sample too many on a server that counts the left edge in.
 */
export function eventsOver(
  part: 'bad' | 'total',
  windowMs: number,
  scope: RuleScope,
  {
    slos = scope.slos,
    tier = tierOf(windowMs),
    edgeMs = 0,
  }: {
    readonly slos?: readonly Slo[];
    readonly tier?: Tier;
    readonly edgeMs?: number;
  } = {},
): Expression {
  const range = rangeSelector(
    scope.select(tier[part], slos),
    windowMs - edgeMs,
  );
  return aggregate('sum', call('sum_over_time', range), by(scope.identity));
}

/** Share of bad events or slices in a window; absent, never NaN, where there was no traffic. */
export function errorRatio(
  windowMs: number,
  scope: RuleScope,
  slos: readonly Slo[],
): Expression {
  const slices = slicesIn(scope);
  if (slices) {
    const options = { slos, edgeMs: 1000 };
    return binary(
      '/',
      badSlices(windowMs, scope, slices, options),
      allSlices(windowMs, scope, slices, options),
    );
  }
  return binary(
    '/',
    eventsOver('bad', windowMs, scope, { slos }),
    binary('>', eventsOver('total', windowMs, scope, { slos }), number(0)),
  );
}
