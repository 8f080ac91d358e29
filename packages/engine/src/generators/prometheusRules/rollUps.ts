import { METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  aggregate,
  binary,
  by,
  call,
  Expression,
  number,
  offset,
  on,
  rangeSelector,
} from '../../promql';
import { Rule } from './rule';
import { RuleScope } from './ruleScope';
import { SLO_LABELS } from './scopeLabels';
import { FIVE_MINUTES, HOURS, Tier, TILES } from './tiers';

/** Tiles are evaluated so often. */
export const RULE_INTERVAL_MS = 60_000;

/**
 * Ranges over samples of the same group end half an interval early. The samples stand exactly whole intervals before
 * the evaluation, so the range holds the same ones whether a server counts a sample on a range's left edge (up to
 * 2.x) or not (3.x), and whenever within a minute it evaluates the group.
 */
export const EDGE_MS = RULE_INTERVAL_MS / 2;

/** How one tier is summed up from the one below it. */
export interface RollUp {
  readonly from: Tier;
  readonly to: Tier;
  /** Newest part that is summed. Some servers show what a rule recorded only when the next evaluation is near. */
  readonly lagMs: number;
  /** When it is due after the end of its time; later than the roll-ups that it is made from. */
  readonly dueAfterMs: number;
}

/**
 * How long after it was due a roll-up can still be made. With three minutes, the last one of an hour is made before
 * that of the hour, and both before the first one of the next hour.
 */
export const GRACE_MS = 3 * RULE_INTERVAL_MS;

/** Minutes to five minutes: due on every fifth minute, from the five tiles before it. */
export const FIVE_MINUTE_ROLL_UP: RollUp = {
  from: TILES,
  to: FIVE_MINUTES,
  lagMs: RULE_INTERVAL_MS,
  dueAfterMs: 0,
};

/** Five minutes to an hour: due two minutes past, from the twelve roll-ups before. */
export const HOUR_ROLL_UP: RollUp = {
  from: FIVE_MINUTES,
  to: HOURS,
  lagMs: 0,
  dueAfterMs: 2 * RULE_INTERVAL_MS,
};

/** Seconds since the roll-up was last due. */
function sinceDue({ to, dueAfterMs }: RollUp): Expression {
  const now = call('time');
  const shifted =
    dueAfterMs === 0 ? now : binary('-', now, number(dueAfterMs / 1000));
  return binary('%', shifted, number(to.stepMs / 1000));
}

/** SLOs whose rules have been evaluated since the roll-up was due: their objective is recorded every time. */
function evaluatedSince(rollUp: RollUp, scope: RuleScope): Expression {
  const before = offset(scope.select(METRICS.sloObjective), EDGE_MS);
  const due = binary('-', call('time'), sinceDue(rollUp));
  return binary('>=', call('timestamp', before), due);
}

function rollUpExpression(
  metric: string,
  rollUp: RollUp,
  scope: RuleScope,
): Expression {
  const range = rangeSelector(scope.select(metric), rollUp.to.stepMs - EDGE_MS);
  const sum = aggregate(
    'sum',
    call(
      'sum_over_time',
      rollUp.lagMs === 0 ? range : offset(range, rollUp.lagMs),
    ),
    by(scope.identity),
  );
  return onceDue(sum, rollUp, scope);
}

/** What a roll-up gives at the first evaluation after it is due, and nothing at any other. */
export function onceDue(
  of: Expression,
  rollUp: RollUp,
  scope: RuleScope,
): Expression {
  const first = binary('unless', of, evaluatedSince(rollUp, scope), {
    matching: on(SLO_LABELS),
  });
  const inTime = binary(
    '<',
    call('vector', sinceDue(rollUp)),
    number(GRACE_MS / 1000),
  );
  return binary('and', first, inTime, { matching: on([]) });
}

/**
 * Sums of tiles over five minutes and of those over an hour, so that long windows are sums of few samples.
 *
 * They are recorded by the group of the tiles, at its first evaluation after they are due: each tile lands in exactly
 * one roll-up, at whatever moment of the minute the group is evaluated. None is ever in two. An evaluation that is left
 * out costs its own tile and less than two more; an hour is lost where three are left out in a row just as it is due.
 * An unknown tile is in no sum. The rules do not look at what they have recorded themselves, so they can be
 * back-filled.
 */
export function rollUpRules(scope: RuleScope): Rule[] {
  return [FIVE_MINUTE_ROLL_UP, HOUR_ROLL_UP].flatMap(rollUp =>
    (['bad', 'total'] as const).map(part => ({
      kind: 'record' as const,
      record: rollUp.to[part],
      expression: scope.complete(
        rollUpExpression(rollUp.from[part], rollUp, scope),
      ),
      labels: scope.labels(scope.slos),
    })),
  );
}
