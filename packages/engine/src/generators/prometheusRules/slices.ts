import { METRICS, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Slices, slicesOf } from '../../budget/sumSlices';
import {
  aggregate,
  binary,
  by,
  call,
  Expression,
  number,
  offset,
  rangeSelector,
} from '../../promql';
import { EDGE_MS, onceDue, RollUp, RULE_INTERVAL_MS } from './rollUps';
import { Rule } from './rule';
import { RuleScope } from './ruleScope';
import { FIVE_MINUTES, HOURS, Tier, TILES } from './tiers';
import { eventsOver } from './windows';

/** Recorded slices of time: one sample a slice. */
function slicesTier({ lengthMs }: Slices): Tier {
  return {
    stepMs: lengthMs,
    upToMs: Infinity,
    bad: METRICS.slicesBad,
    total: METRICS.slicesTotal,
  };
}

/** How the slices of a scope are cut, all alike; undefined where events are counted. */
export function slicesIn({ slos }: RuleScope): Slices | undefined {
  return slicesOf(slos[0]);
}

/** What tells SLOs apart that are cut otherwise, so that each scope has slices of one kind. */
export function sliceKey(slo: Slo): string {
  return JSON.stringify(slicesOf(slo) ?? null);
}

/** A slice is summed from the largest counts that fit into it, and judged when all of them are there. */
function sliceRollUp(slices: Slices): RollUp {
  const to = slicesTier(slices);
  const fits = (tier: Tier) =>
    slices.lengthMs >= tier.stepMs && slices.lengthMs % tier.stepMs === 0;
  if (fits(HOURS) && slices.lengthMs > HOURS.stepMs) {
    return { from: HOURS, to, lagMs: 0, dueAfterMs: 4 * RULE_INTERVAL_MS };
  }
  if (fits(FIVE_MINUTES)) {
    const dueAfterMs = 2 * RULE_INTERVAL_MS;
    return { from: FIVE_MINUTES, to, lagMs: 0, dueAfterMs };
  }
  return { from: TILES, to, lagMs: RULE_INTERVAL_MS, dueAfterMs: 0 };
}

function countsOf(
  part: 'bad' | 'total',
  { from, to, lagMs }: RollUp,
  scope: RuleScope,
): Expression {
  const range = rangeSelector(scope.select(from[part]), to.stepMs - EDGE_MS);
  const then = lagMs === 0 ? range : offset(range, lagMs);
  return aggregate('sum', call('sum_over_time', then), by(scope.identity));
}

/** As `sumSlices`: a slice without traffic is good, or none where ratios are counted. */
function judged(
  { method, objective }: Slices,
  bad: Expression,
  total: Expression,
): { bad: Expression; total: Expression } {
  if (method === 'Timeslices') {
    const good = binary('-', total, bad);
    const needed = binary('*', number(objective), total);
    return {
      bad: binary('<', good, needed, { bool: true }),
      total: binary('>=', total, number(0), { bool: true }),
    };
  }
  const ratio = binary('/', bad, binary('>', total, number(0)));
  return {
    bad: binary('or', ratio, binary('*', total, number(0))),
    total: binary('>', total, number(0), { bool: true }),
  };
}

/** Each slice that is over: whether it was bad, or how bad. */
export function sliceRules(scope: RuleScope): Rule[] {
  const slices = slicesIn(scope);
  if (!slices) {
    return [];
  }
  const rollUp = sliceRollUp(slices);
  const slice = judged(
    slices,
    countsOf('bad', rollUp, scope),
    countsOf('total', rollUp, scope),
  );
  return (['bad', 'total'] as const).map(part => ({
    kind: 'record' as const,
    record: rollUp.to[part],
    expression: scope.complete(onceDue(slice[part], rollUp, scope)),
    labels: scope.labels(scope.slos),
  }));
}

/** Bad slices of a window. */
export function badSlices(
  windowMs: number,
  scope: RuleScope,
  slices: Slices,
  options: { readonly slos: readonly Slo[]; readonly edgeMs: number },
): Expression {
  const tier = slicesTier(slices);
  return eventsOver('bad', windowMs, scope, { ...options, tier });
}

/** Slices that a window is counted in: all that it has, or those with traffic. */
export function allSlices(
  windowMs: number,
  scope: RuleScope,
  slices: Slices,
  options: { readonly slos: readonly Slo[]; readonly edgeMs: number },
): Expression {
  const tier = slicesTier(slices);
  return slices.method === 'Timeslices'
    ? number(windowMs / slices.lengthMs)
    : binary(
        '>',
        eventsOver('total', windowMs, scope, { ...options, tier }),
        number(0),
      );
}
