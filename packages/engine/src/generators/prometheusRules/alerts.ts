import {
  LABELS,
  METRICS,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  ALERT_NAMES,
  budgetThresholds,
  isAlertEnabled,
  nominalWindowMs,
} from '../../alerting';
import { allowedErrorRatio } from '../../budget';
import { binary, formatDuration, number, on } from '../../promql';
import { alertLabels } from './alertLabels';
import { groupSlos, textOf } from './bySlo';
import {
  chosenByPercent,
  formatRatio,
  literal,
  VALUE_PERCENTAGE,
} from './goTemplate';
import { consumedBudget, hasRollingBudget } from './recordings';
import { Rule } from './rule';
import { RuleScope } from './ruleScope';
import { SLO_LABELS } from './scopeLabels';

/** How long an SLI must be unknown before it is missed. */
export const MISSING_FOR_MS = 600_000;

function displayNames(slos: readonly Slo[]): string {
  return textOf(slos, ({ displayName }) => literal(displayName));
}

/**
 * The alert for an SLI of which nothing is known. It compares with a series that the rules make themselves, so it
 * fires however long the metric has been gone. It also fires for a service that was never seen: from here the two
 * cannot be told apart once old data is deleted, and an objective without data is worth a ticket either way.
 */
export function missingRules(scope: RuleScope): Rule[] {
  const slos = scope.slos.filter(slo => isAlertEnabled(slo, 'sli-missing'));
  if (slos.length === 0) {
    return [];
  }
  return [
    {
      kind: 'alert',
      alert: ALERT_NAMES.sliMissing,
      expression: binary(
        'unless',
        scope.select(METRICS.sloObjective, slos),
        scope.select(METRICS.sliTotalDelta1m, slos),
        { matching: on(SLO_LABELS) },
      ),
      forMs: MISSING_FOR_MS,
      labels: alertLabels(scope, slos, { [LABELS.severity]: 'warning' }),
      annotations: {
        summary: `${
          scope.serviceTemplate
        } has no data for its SLO: ${displayNames(slos)}.`,
        description: [
          `Nothing has been known of it for ${formatDuration(MISSING_FOR_MS)}:`,
          'the service is not scraped, or its metric has another name or bucket, or it was never deployed.',
          'Its error budget is unknown, not healthy.',
        ].join(' '),
      },
    },
  ];
}

function spentRule(slos: readonly Slo[], scope: RuleScope): Rule {
  const thresholds = budgetThresholds(slos[0]);
  const lowest = Math.min(...thresholds.map(({ percent }) => percent));
  const allowed = textOf(slos, ({ objective }) =>
    formatRatio(allowedErrorRatio(objective)),
  );
  const length = textOf(slos, ({ window }) =>
    formatDuration(nominalWindowMs(window)),
  );
  return {
    kind: 'alert',
    alert: ALERT_NAMES.errorBudgetSpent,
    expression: binary('>=', consumedBudget(slos, scope), number(lowest / 100)),
    labels: alertLabels(scope, slos, {
      [LABELS.severity]: chosenByPercent(
        thresholds.map(({ percent, severity }) => ({
          percent,
          text: severity,
        })),
      ),
      [LABELS.budget]: chosenByPercent(
        thresholds.map(({ percent }) => ({ percent, text: String(percent) })),
      ),
    }),
    annotations: {
      summary: `${
        scope.serviceTemplate
      } has spent ${VALUE_PERCENTAGE} of its error budget: ${displayNames(
        slos,
      )}.`,
      description: `The objective allows ${allowed} bad ${
        slos[0].slices ? 'slices of time' : 'events'
      } in ${length}. Above 100% the objective is missed.`,
    },
  };
}

/**
 * An alert for the spent budgets, whose labels say which threshold has been passed: at the next one it is another
 * alert, and the lower one ends. SLOs that want to hear of other thresholds have a rule of their own.
 */
export function budgetSpentRules(scope: RuleScope): Rule[] {
  const percents = (slo: Slo) =>
    budgetThresholds(slo)
      .map(({ percent }) => percent)
      .join(' ');
  const slos = scope.slos.filter(
    slo => hasRollingBudget(slo) && percents(slo) !== '',
  );
  return groupSlos(slos, percents).map(alike => spentRule(alike, scope));
}
