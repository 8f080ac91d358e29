import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, alertPairs } from '../../alerting';
import { isCounterSli } from '../../sli';
import { budgetSpentRules, burnRules, isFast, missingRules } from './alerts';
import {
  budgetRules,
  hasRollingBudget,
  metadataRules,
  tileRules,
} from './recordings';
import { RULE_INTERVAL_MS, rollUpRules } from './rollUps';
import { RuleGroup } from './rule';
import { RuleScope } from './ruleScope';
import { RESERVED_LABELS } from './scopeLabels';
import { FIVE_MINUTES } from './tiers';

/** The rules of a scope, and what they were made from. */
export interface ScopeRules {
  readonly scope: RuleScope;
  readonly pairs: readonly AlertPair[];
  readonly groups: readonly RuleGroup[];
}

/** What the rules have to know beside the SLOs. */
export interface RuleContext {
  readonly scrapeIntervalMs: number;
  readonly minBadEvents: number;
}

/**
 * Everything that Prometheus has to evaluate for a scope. What is made of tiles is evaluated with them every minute,
 * each rule seeing fresh results; what looks back further than tiles reach moves every five minutes and is evaluated
 * as often.
 */
export function scopeRules(
  scope: RuleScope,
  context: RuleContext,
): { rules?: ScopeRules; diagnostics: Diagnostic[] } {
  const { slo } = scope;
  const reserved = slo.sli.groupBy.filter(label =>
    RESERVED_LABELS.includes(label),
  );
  if (reserved.length > 0) {
    return { diagnostics: [reservedLabel(slo, reserved)] };
  }
  if (!isCounterSli(slo.sli)) {
    return { diagnostics: [noRules(slo)] };
  }
  const { pairs, diagnostics } = alertPairs(slo, context);
  const groups: RuleGroup[] = [
    {
      name: scope.name,
      intervalMs: RULE_INTERVAL_MS,
      rules: [
        ...metadataRules(scope),
        ...tileRules(scope, context.scrapeIntervalMs),
        ...rollUpRules(scope),
        ...burnRules(pairs.filter(isFast), scope),
        ...missingRules(scope),
      ],
    },
    {
      name: `${scope.name}/budget`,
      intervalMs: FIVE_MINUTES.stepMs,
      rules: [
        ...budgetRules(scope),
        ...burnRules(
          pairs.filter(pair => !isFast(pair)),
          scope,
        ),
        ...budgetSpentRules(scope),
      ],
    },
  ];
  return {
    rules: { scope, pairs, groups },
    diagnostics: [
      ...diagnostics,
      ...(hasRollingBudget(slo) ? [] : [noBudget(slo)]),
    ],
  };
}

function reservedLabel(slo: Slo, labels: readonly string[]): Diagnostic {
  return {
    severity: 'error',
    code: 'reserved-group-label',
    path: `slos.${slo.name}.sli.groupBy`,
    summary: `The SLO cannot be split by ${labels.join(
      ', ',
    )}: the rules set that label themselves.`,
    detail: 'No rules are made for this SLO. Split it by another label.',
  };
}

function noRules({ name, sli }: Slo): Diagnostic {
  return {
    severity: 'warning',
    code: 'sli-not-recorded',
    path: `slos.${name}.sli`,
    summary: `No rules are made for ${name}: its SLI is of the kind ${sli.kind}.`,
    detail:
      'It has no alerts either. The rules of the other SLOs are complete.',
  };
}

function noBudget({ name, window }: Slo): Diagnostic {
  const isCalendar = window.type === 'calendar';
  return {
    severity: 'info',
    code: 'budget-not-recorded',
    path: `slos.${name}.${isCalendar ? 'window' : 'method'}`,
    summary: `The rules of ${name} record no remaining budget: ${
      isCalendar
        ? 'a calendar period has no fixed length'
        : 'they count events, not slices of time'
    }.`,
    detail:
      'Its burn rate alerts are complete; its budget is what NthLayer itself counts.',
  };
}
