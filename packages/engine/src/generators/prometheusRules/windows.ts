import { sloErrorRatioMetric } from '@nthlayer/backstage-plugin-nthlayer-common';
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
import { EDGE_MS } from './rollUps';
import { RuleScope } from './ruleScope';
import { tierOf, TILES } from './tiers';

/** Name of the recorded error ratio over a window. */
export function ratioMetric(windowMs: number): string {
  return sloErrorRatioMetric(formatDuration(windowMs));
}

/**
 * Events of a window, by SLO and group, whatever team and tier were while they were counted. A rule of the group that
 * records the tiles knows where they stand and takes exactly as many as the window has.
 */
export function eventsOver(
  part: 'bad' | 'total',
  windowMs: number,
  scope: RuleScope,
  isWithTiles: boolean,
): Expression {
  const tier = tierOf(windowMs);
  const rangeMs = isWithTiles && tier === TILES ? windowMs - EDGE_MS : windowMs;
  return aggregate(
    'sum',
    call('sum_over_time', rangeSelector(scope.select(tier[part]), rangeMs)),
    by(scope.identity),
  );
}

/** Share of bad events in a window; absent, never NaN, where there was no traffic. */
export function errorRatio(windowMs: number, scope: RuleScope): Expression {
  return binary(
    '/',
    eventsOver('bad', windowMs, scope, false),
    binary('>', eventsOver('total', windowMs, scope, false), number(0)),
  );
}
