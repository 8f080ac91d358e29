import { LABELS, METRICS } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  AlertPair,
  ALERT_NAMES,
  budgetThresholds,
  isAlertEnabled,
  nominalWindowMs,
} from '../../alerting';
import { allowedErrorRatio } from '../../budget';
import { binary, Expression, formatDuration, number, on } from '../../promql';
import {
  calculated,
  chosenByPercent,
  literal,
  VALUE_PERCENTAGE,
} from './goTemplate';
import { hasRollingBudget } from './recordings';
import { EDGE_MS } from './rollUps';
import { Rule } from './rule';
import { RuleScope } from './ruleScope';
import { SLO_LABELS } from './scopeLabels';
import { tierOf } from './tiers';
import { eventsOver, ratioMetric } from './windows';

/** How long an SLI must be unknown before it is missed. */
export const MISSING_FOR_MS = 600_000;

function templates(
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, literal(value)]),
  );
}

/** Labels of an alert; none of the user's can replace one of ours. */
function alertLabels(
  scope: RuleScope,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  return { ...templates(scope.labels), ...own, ...templates(scope.ownLabels) };
}

/** Whether an alert looks back no further than tiles reach, so that it is evaluated with them. */
export function isFast({ longMs }: AlertPair): boolean {
  return longMs <= 6 * 3_600_000;
}

/**
 * What both windows of a pair are summed from: they move together, and roll-ups are fewer than tiles. A rule of the
 * group that records the tiles knows where they stand. One that looks at roll-ups does not, they only must not be on
 * the edge.
 */
function countsOf(pair: AlertPair) {
  return {
    tier: tierOf(pair.longMs),
    edgeMs: isFast(pair) ? EDGE_MS : 1000,
  };
}

/** An error ratio above the threshold; without traffic it is not a number, which is above nothing. */
function ratioAbove(
  bad: Expression,
  windowMs: number,
  pair: AlertPair,
  scope: RuleScope,
): Expression {
  const total = eventsOver('total', windowMs, scope, countsOf(pair));
  return binary('>', binary('/', bad, total), number(pair.threshold));
}

function burnExpression(pair: AlertPair, scope: RuleScope): Expression {
  const bad = (windowMs: number) =>
    eventsOver('bad', windowMs, scope, countsOf(pair));
  const manyBad =
    pair.minBadEvents > 0
      ? binary('>=', bad(pair.longMs), number(pair.minBadEvents))
      : bad(pair.longMs);
  return binary(
    'and',
    ratioAbove(manyBad, pair.longMs, pair, scope),
    ratioAbove(bad(pair.shortMs), pair.shortMs, pair, scope),
  );
}

function burnDescription(pair: AlertPair, { slo }: RuleScope): string {
  const lengthMs = nominalWindowMs(slo.window);
  const allowed = allowedErrorRatio(slo.objective);
  const spent = calculated(
    { factor: pair.longMs / (allowed * lengthMs) },
    'humanizePercentage',
  );
  const lasts = calculated(
    { dividend: (allowed * lengthMs) / 1000 },
    'humanizeDuration',
  );
  const long = formatDuration(pair.longMs);
  const length = formatDuration(lengthMs);
  return [
    `${VALUE_PERCENTAGE} of the events of the last ${long} were bad;`,
    `the objective allows ${formatRatio(allowed)}.`,
    `That spent ${spent} of the error budget of ${length}.`,
    `At this rate a full budget is exhausted in ${lasts}.`,
  ].join(' ');
}

function formatRatio(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(12))}%`;
}

/** One alert for each pair. No `for`: the short window keeps it from firing on what is over. */
export function burnRules(
  pairs: readonly AlertPair[],
  scope: RuleScope,
): Rule[] {
  return pairs.map(pair => ({
    kind: 'alert',
    alert: ALERT_NAMES.errorBudgetBurn,
    expression: scope.complete(burnExpression(pair, scope)),
    labels: alertLabels(scope, {
      [LABELS.severity]: pair.severity,
      [LABELS.burn]: pair.burn,
    }),
    annotations: {
      summary: `${
        scope.serviceTemplate
      } burns its error budget too fast: ${literal(scope.slo.displayName)}.`,
      description: burnDescription(pair, scope),
    },
  }));
}

/**
 * The alert for an SLI of which nothing is known. It compares with a series that the rules make themselves, so it
 * fires however long the metric has been gone. It also fires for a service that was never seen: from here the two
 * cannot be told apart once old data is deleted, and an objective without data is worth a ticket either way.
 */
export function missingRules(scope: RuleScope): Rule[] {
  if (!isAlertEnabled(scope.slo, 'sli-missing')) {
    return [];
  }
  return [
    {
      kind: 'alert',
      alert: ALERT_NAMES.sliMissing,
      expression: binary(
        'unless',
        scope.select(METRICS.sloObjective),
        scope.select(METRICS.sliTotalDelta1m),
        { matching: on(SLO_LABELS) },
      ),
      forMs: MISSING_FOR_MS,
      labels: alertLabels(scope, { [LABELS.severity]: 'warning' }),
      annotations: {
        summary: `${scope.serviceTemplate} has no data for its SLO: ${literal(
          scope.slo.displayName,
        )}.`,
        description: [
          `Nothing has been known of it for ${formatDuration(MISSING_FOR_MS)}:`,
          'the service is not scraped, or its metric has another name or bucket, or it was never deployed.',
          'Its error budget is unknown, not healthy.',
        ].join(' '),
      },
    },
  ];
}

/**
 * One alert for the spent budget, whose labels say which threshold it has passed: at the next one it is another alert,
 * and the lower one ends.
 */
export function budgetSpentRules(scope: RuleScope): Rule[] {
  const { slo } = scope;
  const thresholds = budgetThresholds(slo);
  if (!hasRollingBudget(slo) || thresholds.length === 0) {
    return [];
  }
  const windowMs = nominalWindowMs(slo.window);
  const allowed = allowedErrorRatio(slo.objective);
  const consumed = binary(
    '/',
    scope.select(ratioMetric(windowMs)),
    number(allowed),
  );
  const length = formatDuration(windowMs);
  const lowest = Math.min(...thresholds.map(({ percent }) => percent));
  return [
    {
      kind: 'alert',
      alert: ALERT_NAMES.errorBudgetSpent,
      expression: binary('>=', consumed, number(lowest / 100)),
      labels: alertLabels(scope, {
        [LABELS.severity]: chosenByPercent(
          thresholds.map(({ percent, severity }) => ({
            percent,
            text: severity,
          })),
        ),
        [LABELS.budget]: chosenByPercent(
          thresholds.map(({ percent }) => ({
            percent,
            text: String(percent),
          })),
        ),
      }),
      annotations: {
        summary: `${
          scope.serviceTemplate
        } has spent ${VALUE_PERCENTAGE} of its error budget: ${literal(
          slo.displayName,
        )}.`,
        description: `The objective allows ${formatRatio(
          allowed,
        )} bad events in ${length}. Above 100% the objective is missed.`,
      },
    },
  ];
}
