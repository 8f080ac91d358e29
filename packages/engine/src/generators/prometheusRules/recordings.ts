import {
  LABELS,
  METRICS,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { nominalWindowMs } from '../../alerting';
import { allowedErrorRatio } from '../../budget';
import { binary, Expression, formatDuration, number } from '../../promql';
import { groupSlos, withNumberOf } from './bySlo';
import { RULE_INTERVAL_MS } from './rollUps';
import { Rule } from './rule';
import { RuleScope } from './ruleScope';
import { union, withLabel } from './union';
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
  const tile = {
    stepMs: RULE_INTERVAL_MS,
    lagMs: ruleLagMs(scrapeIntervalMs),
  };
  return scope.slos.flatMap(slo => {
    const { bad, total } = scope.tiles(slo, tile);
    const labels = scope.labels([slo]);
    return [
      {
        kind: 'record' as const,
        record: METRICS.sliBadDelta1m,
        expression: scope.complete(bad),
        labels,
      },
      {
        kind: 'record' as const,
        record: METRICS.sliTotalDelta1m,
        expression: scope.complete(total),
        labels,
      },
    ];
  });
}

/** Labels of an SLO's info series that are its own. */
function infoLabelsOf(slo: Slo): Record<string, string> {
  return {
    method: slo.method,
    window: formatDuration(nominalWindowMs(slo.window)),
    window_type: slo.window.type,
  };
}

/** The series of every SLO, under its name and with the labels that not all of them have. */
function bySlo(
  { slos }: RuleScope,
  of: (slo: Slo) => Expression,
  labelsOf: (slo: Slo) => Readonly<Record<string, string>> = () => ({}),
): { expression: Expression; common: Record<string, string> } {
  const common = Object.entries(labelsOf(slos[0])).filter(([label, value]) =>
    slos.every(slo => labelsOf(slo)[label] === value),
  );
  const shared = new Set(common.map(([label]) => label));
  const series = slos.map(slo =>
    Object.entries({
      ...(slos.length > 1 && { [LABELS.slo]: slo.name }),
      ...labelsOf(slo),
    })
      .filter(([label]) => !shared.has(label))
      .reduce<Expression>(
        (labelled, [label, value]) => withLabel(labelled, label, value),
        of(slo),
      ),
  );
  return { expression: union(series), common: Object.fromEntries(common) };
}

/** What the SLOs are and ask for, as series to join with. */
export function metadataRules(scope: RuleScope): Rule[] {
  const labels = scope.labels(scope.slos);
  const info = bySlo(scope, () => scope.info, infoLabelsOf);
  return [
    {
      kind: 'record',
      record: METRICS.sloInfo,
      expression: info.expression,
      labels: { ...labels, ...scope.infoLabels, ...info.common },
    },
    {
      kind: 'record',
      record: METRICS.sloObjective,
      expression: bySlo(scope, slo => scope.objective(slo)).expression,
      labels,
    },
  ];
}

/** Whether a budget can be told from the counts of a rolling window. */
export function hasRollingBudget({ window, method, slices }: Slo): boolean {
  const isCounted = method === 'Occurrences' || slices !== undefined;
  return window.type === 'rolling' && isCounted;
}

/** SLOs by the length of their window. */
function byWindow(slos: readonly Slo[]): Slo[][] {
  return groupSlos(slos, ({ window }) => nominalWindowMs(window));
}

/** The spent share of the budgets, of SLOs with rolling ones. */
export function consumedBudget(
  slos: readonly Slo[],
  scope: RuleScope,
): Expression {
  return union(
    byWindow(slos).map(alike => {
      const ratio = ratioMetric(nominalWindowMs(alike[0].window));
      return withNumberOf(
        '/',
        scope.select(ratio, alike),
        alike,
        ({ objective }) => allowedErrorRatio(objective),
      );
    }),
  );
}

/** The error ratio over the SLOs' own windows, and what remains of their budgets; may be below 0. */
export function budgetRules(scope: RuleScope): Rule[] {
  const ratios = byWindow(scope.slos).map((alike): Rule => {
    const windowMs = nominalWindowMs(alike[0].window);
    return {
      kind: 'record',
      record: ratioMetric(windowMs),
      expression: scope.complete(errorRatio(windowMs, scope, alike)),
      labels: scope.labels(alike),
    };
  });
  const rolling = scope.slos.filter(hasRollingBudget);
  if (rolling.length === 0) {
    return ratios;
  }
  return [
    ...ratios,
    {
      kind: 'record',
      record: METRICS.sloBudgetRemaining,
      expression: binary('-', number(1), consumedBudget(rolling, scope)),
      labels: scope.labels(rolling),
    },
  ];
}
