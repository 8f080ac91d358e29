import { METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { areIndependent, isForgetful } from './neededRules';
import { RuleGroupText, RuleTestText, RuleText } from './ruleFiles';

/** A test whose rules are evaluated so often; in each minute if not said. */
export interface Evaluations {
  readonly every?: string;
  readonly test: RuleTestText;
}

/** What a test costs before anything is evaluated, in evaluations. */
const SET_UP = 4;

const ROLLED_UP: ReadonlySet<string> = new Set([
  METRICS.sliBadDelta5m,
  METRICS.sliTotalDelta5m,
  METRICS.sloObjective,
]);

/** Whether a rule gives something only at every fifth minute, or is only looked at then. */
function isOfFiveMinutes(rule: RuleText): boolean {
  return 'record' in rule ? ROLLED_UP.has(rule.record) : isForgetful(rule);
}

/** A test that is run on all rules lasts no longer, if there is such a one. */
const SHORT_MINUTES = 12;

export function isShort(test: RuleTestText): boolean {
  return Math.max(...minutesOf(test)) <= SHORT_MINUTES;
}

/** The moments that a test asks about, in minutes. */
function minutesOf({ promql_expr_test }: RuleTestText): readonly number[] {
  const times = promql_expr_test.map(({ eval_time }) =>
    parseInt(eval_time, 10),
  );
  return [...new Set(times)];
}

/**
 * A test with as few evaluations of the rules that it needs as make no difference: where each is independent of those
 * before it, only at the moments that are asked about; every five minutes where roll-ups are made of recorded tiles and
 * looked at just then.
 */
export function evaluationsOf(
  test: RuleTestText,
  needed: readonly RuleGroupText[],
): readonly Evaluations[] {
  const minutes = minutesOf(test);
  const isLong = Math.max(...minutes) > minutes.length * SET_UP;
  if (areIndependent(needed)) {
    return isLong && !minutes.includes(0)
      ? minutes.map(minute => at(minute, test))
      : [{ test }];
  }
  const isRolledUp =
    minutes.every(minute => minute % 5 === 0) &&
    test.input_series.every(({ series }) => series.startsWith('nthlayer:')) &&
    needed.every(({ rules }) => rules.every(isOfFiveMinutes));
  return [{ test, ...(isRolledUp && { every: '5m' }) }];
}

function at(minute: number, test: RuleTestText): Evaluations {
  const every = `${minute}m`;
  const asked = test.promql_expr_test.filter(
    ({ eval_time }) => eval_time === every,
  );
  return { every, test: { ...test, promql_expr_test: asked } };
}
