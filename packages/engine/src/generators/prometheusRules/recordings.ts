import { METRICS, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { nominalWindowMs } from '../../alerting';
import { allowedErrorRatio } from '../../budget';
import { binary, formatDuration, number } from '../../promql';
import { RULE_INTERVAL_MS } from './rollUps';
import { Rule } from './rule';
import { RuleScope } from './ruleScope';
import { errorRatio, ratioMetric } from './windows';

/**
 * How long before the evaluation a tile ends. A scrape is stored when it is over, under the time when it began;
 * a tile that ended now would miss it, and the next would take it for old.
 */
export function ruleLagMs(scrapeIntervalMs: number): number {
  return Math.min(scrapeIntervalMs, 30_000);
}

/** Tiles: bad and total events of one minute. */
export function tileRules(scope: RuleScope, scrapeIntervalMs: number): Rule[] {
  const { bad, total } = scope.tiles({
    stepMs: RULE_INTERVAL_MS,
    lagMs: ruleLagMs(scrapeIntervalMs),
  });
  const { labels } = scope;
  return [
    {
      kind: 'record',
      record: METRICS.sliBadDelta1m,
      expression: scope.complete(bad),
      labels,
    },
    {
      kind: 'record',
      record: METRICS.sliTotalDelta1m,
      expression: scope.complete(total),
      labels,
    },
  ];
}

/** What the SLO is and asks for, as series to join with. */
export function metadataRules(scope: RuleScope): Rule[] {
  const { slo, labels } = scope;
  return [
    {
      kind: 'record',
      record: METRICS.sloInfo,
      expression: scope.info,
      labels: {
        ...labels,
        ...scope.infoLabels,
        method: slo.method,
        window: formatDuration(nominalWindowMs(slo.window)),
        window_type: slo.window.type,
      },
    },
    {
      kind: 'record',
      record: METRICS.sloObjective,
      expression: scope.objective,
      labels,
    },
  ];
}

/** Whether a budget can be told from the counts of a rolling window. */
export function hasRollingBudget({ window, method }: Slo): boolean {
  return window.type === 'rolling' && method === 'Occurrences';
}

/** The error ratio over the SLO's own window, and what remains of its budget; may be below 0. */
export function budgetRules(scope: RuleScope): Rule[] {
  const { slo, labels } = scope;
  const windowMs = nominalWindowMs(slo.window);
  const record = ratioMetric(windowMs);
  const ratio: Rule = {
    kind: 'record',
    record,
    expression: scope.complete(errorRatio(windowMs, scope)),
    labels,
  };
  if (!hasRollingBudget(slo)) {
    return [ratio];
  }
  const consumed = binary(
    '/',
    scope.select(record),
    number(allowedErrorRatio(slo.objective)),
  );
  return [
    ratio,
    {
      kind: 'record',
      record: METRICS.sloBudgetRemaining,
      expression: binary('-', number(1), consumed),
      labels,
    },
  ];
}
