import {
  BurnAlertPolicy,
  LABELS,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, ALERT_NAMES, nominalWindowMs } from '../../alerting';
import { allowedErrorRatio } from '../../budget';
import { binary, Expression, formatDuration, number } from '../../promql';
import { alertLabels } from './alertLabels';
import { textOf, withNumberOf } from './bySlo';
import {
  calculated,
  chosenByLabel,
  formatRatio,
  literal,
  VALUE_PERCENTAGE,
} from './goTemplate';
import { EDGE_MS } from './rollUps';
import { Rule } from './rule';
import { RuleScope } from './ruleScope';
import { allSlices, badSlices, slicesIn } from './slices';
import { FIVE_MINUTES, Tier, TILES } from './tiers';
import { union, withLabel } from './union';
import { eventsOver } from './windows';

/** A pair of windows of one SLO. */
export interface SloPair {
  readonly slo: Slo;
  readonly pair: AlertPair;
}

/** Whether an alert looks back no further than tiles reach, so that it is evaluated with them. */
export function isFast({ longMs }: AlertPair): boolean {
  return longMs <= 6 * 3_600_000;
}

function groupBy(
  pairs: readonly SloPair[],
  keyOf: (pair: AlertPair) => string,
): SloPair[][] {
  const groups = new Map<string, SloPair[]>();
  for (const each of pairs) {
    const key = keyOf(each.pair);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function slosOf(pairs: readonly SloPair[]): Slo[] {
  return [...new Set(pairs.map(({ slo }) => slo))];
}

/** SLOs that one expression can judge: what differs is their threshold. */
function levelsOf(pairs: readonly SloPair[]): SloPair[][] {
  return groupBy(pairs, ({ burn, longMs, shortMs, minBadEvents }) =>
    [burn, longMs, shortMs, minBadEvents].join(' '),
  );
}

/**
 * What a window of a pair is summed from: tiles, or roll-ups of five minutes for both windows of an alert that is
 * evaluated as often. They are fewer, and both windows move together. Those of an hour would let it wait for an hour.
 */
export function tierFor(windowMs: number, pair: AlertPair): Tier {
  const isFilled = windowMs % FIVE_MINUTES.stepMs === 0;
  return isFast(pair) || (!isFilled && windowMs <= TILES.upToMs)
    ? TILES
    : FIVE_MINUTES;
}

/**
 * SLOs above the thresholds in both windows. A rule of the group that records the tiles knows where they stand. One
 * that looks at roll-ups does not, they only must not be on the edge.
 */
function levelExpression(
  level: readonly SloPair[],
  scope: RuleScope,
): Expression {
  const [{ pair }] = level;
  const slos = slosOf(level);
  const thresholds = new Map(
    level.map(each => [each.slo, each.pair.threshold]),
  );
  const options = { slos, edgeMs: isFast(pair) ? EDGE_MS : 1000 };
  const events = (part: 'bad' | 'total', windowMs: number) =>
    eventsOver(part, windowMs, scope, {
      ...options,
      tier: tierFor(windowMs, pair),
    });
  const slices = slicesIn(scope);
  const bad = (windowMs: number) =>
    slices
      ? badSlices(windowMs, scope, slices, options)
      : events('bad', windowMs);
  const all = (windowMs: number) =>
    slices
      ? allSlices(windowMs, scope, slices, options)
      : events('total', windowMs);
  // without traffic the ratio is not a number, which is above nothing
  const ratioAbove = (badEvents: Expression, windowMs: number) =>
    withNumberOf(
      pair.policy?.atFactor ? '>=' : '>',
      binary('/', badEvents, all(windowMs)),
      slos,
      slo => thresholds.get(slo) ?? NaN,
    );
  const manyEvents = binary(
    '>=',
    events('bad', pair.longMs),
    number(pair.minBadEvents),
  );
  const ofSlices = slices
    ? binary('and', bad(pair.longMs), manyEvents)
    : manyEvents;
  const manyBad = pair.minBadEvents > 0 ? ofSlices : bad(pair.longMs);
  return binary(
    'and',
    ratioAbove(manyBad, pair.longMs),
    ratioAbove(bad(pair.shortMs), pair.shortMs),
  );
}

/** A text that may be another for each level and SLO. */
function textOfEach(
  pairs: readonly SloPair[],
  template: (each: SloPair) => string,
): string {
  return chosenByLabel(
    LABELS.burn,
    groupBy(pairs, ({ burn }) => burn).map(level => ({
      value: level[0].pair.burn,
      text: chosenByLabel(
        LABELS.slo,
        level.map(each => ({ value: each.slo.name, text: template(each) })),
      ),
    })),
  );
}

function description(pairs: readonly SloPair[]): string {
  const slos = slosOf(pairs);
  const noun = slos[0].slices ? 'slices' : 'events';
  const budgetMs = ({ objective, window }: Slo) =>
    allowedErrorRatio(objective) * nominalWindowMs(window);
  const long = textOfEach(pairs, ({ pair }) => formatDuration(pair.longMs));
  const allowed = textOf(slos, ({ objective }) =>
    formatRatio(allowedErrorRatio(objective)),
  );
  const spent = textOfEach(pairs, ({ slo, pair }) =>
    calculated({ factor: pair.longMs / budgetMs(slo) }, 'humanizePercentage'),
  );
  const length = textOf(slos, ({ window }) =>
    formatDuration(nominalWindowMs(window)),
  );
  const lasts = textOf(slos, slo =>
    calculated({ dividend: budgetMs(slo) / 1000 }, 'humanizeDuration'),
  );
  return [
    `${VALUE_PERCENTAGE} of the ${noun} of the last ${long} were bad;`,
    `the objective allows ${allowed}.`,
    `That spent ${spent} of the error budget of ${length}.`,
    `At this rate a full budget is exhausted in ${lasts}.`,
  ].join(' ');
}

/** What a user's own alert says of itself. */
function policyLabels({
  name,
  targets,
}: BurnAlertPolicy): Record<string, string> {
  return {
    [LABELS.alertPolicy]: literal(name),
    ...(targets.length > 0 && {
      [LABELS.notificationTarget]: literal(targets.join(',')),
    }),
  };
}

/** What must be the same for alerts of one rule. */
function ruleOf({ severity, policy }: AlertPair): string {
  const { name, targets, forMs, atFactor } = policy ?? {};
  return JSON.stringify([severity, name, targets, forMs, atFactor]);
}

function burnRule(pairs: readonly SloPair[], scope: RuleScope): Rule {
  const levels = levelsOf(pairs);
  const slos = slosOf(pairs);
  const [{ burn, severity, policy }] = pairs.map(({ pair }) => pair);
  const isOneLevel = pairs.every(({ pair }) => pair.burn === burn);
  const expressions = levels.map(level => {
    const expression = levelExpression(level, scope);
    return isOneLevel
      ? expression
      : withLabel(expression, LABELS.burn, level[0].pair.burn);
  });
  return {
    kind: 'alert',
    alert: ALERT_NAMES.errorBudgetBurn,
    expression: scope.complete(union(expressions)),
    ...(policy && policy.forMs > 0 && { forMs: policy.forMs }),
    labels: alertLabels(scope, slos, {
      [LABELS.severity]: severity,
      ...(isOneLevel && { [LABELS.burn]: burn }),
      ...(policy && policyLabels(policy)),
    }),
    annotations: {
      summary: `${
        scope.serviceTemplate
      } burns its error budget too fast: ${textOf(slos, ({ displayName }) =>
        literal(displayName),
      )}.`,
      description: description(pairs),
    },
  };
}

/**
 * One rule for each severity and policy, with an alert for each level and SLO. No `for`, unless a policy wants it: the
 * short window keeps it from firing on what is over.
 */
export function burnRules(pairs: readonly SloPair[], scope: RuleScope): Rule[] {
  return groupBy(pairs, ruleOf).map(alike => burnRule(alike, scope));
}
