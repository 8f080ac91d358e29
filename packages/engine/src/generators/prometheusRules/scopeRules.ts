import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { alertPairs } from '../../alerting';
import { budgetSpentRules, missingRules } from './alerts';
import { burnRules, isFast, SloPair } from './burnAlerts';
import {
  budgetRules,
  hasRollingBudget,
  metadataRules,
  tileRules,
} from './recordings';
import { RULE_INTERVAL_MS, rollUpRules } from './rollUps';
import { RuleGroup } from './rule';
import { RuleScope } from './ruleScope';
import { sliceRules } from './slices';
import { FIVE_MINUTES } from './tiers';

/** The rules of a scope, and what they were made from. */
export interface ScopeRules {
  readonly scope: RuleScope;
  readonly pairs: readonly SloPair[];
  readonly groups: readonly RuleGroup[];
}

/** What the rules have to know beside the SLOs. */
export interface RuleContext {
  readonly scrapeIntervalMs: number;
  readonly minBadEvents: number;
}

/**
 * SLOs that fit into one scope. A ruler takes 20 rules a group, and the group of the tiles has two for each SLO and up
 * to eight for all of them.
 */
export const SLOS_PER_SCOPE = 6;

/**
 * Everything that Prometheus has to evaluate for a scope. What is made of tiles is evaluated with them every minute,
 * each rule seeing fresh results; what looks back further than tiles reach moves every five minutes and is evaluated
 * as often. What is the same for all SLOs stands once.
 */
export function scopeRules(
  scope: RuleScope,
  context: RuleContext,
): { rules: ScopeRules; diagnostics: Diagnostic[] } {
  const found = scope.slos.map(slo => ({ slo, ...alertPairs(slo, context) }));
  const pairs = found.flatMap(each =>
    each.pairs.map(pair => ({ slo: each.slo, pair })),
  );
  const groups: RuleGroup[] = [
    {
      name: scope.name,
      intervalMs: RULE_INTERVAL_MS,
      rules: [
        ...metadataRules(scope),
        ...tileRules(scope, context.scrapeIntervalMs),
        ...rollUpRules(scope),
        ...sliceRules(scope),
        ...burnRules(
          pairs.filter(({ pair }) => isFast(pair)),
          scope,
        ),
        ...missingRules(scope),
      ],
    },
    {
      name: `${scope.name}/budget`,
      intervalMs: FIVE_MINUTES.stepMs,
      rules: [
        ...budgetRules(scope),
        ...burnRules(
          pairs.filter(({ pair }) => !isFast(pair)),
          scope,
        ),
        ...budgetSpentRules(scope),
      ],
    },
  ];
  return {
    rules: { scope, pairs, groups },
    diagnostics: found.flatMap(({ slo, diagnostics }) => [
      ...diagnostics,
      ...(hasRollingBudget(slo) ? [] : [noBudget(slo)]),
    ]),
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
        : 'nothing says how its time is cut'
    }.`,
    detail:
      'Its burn rate alerts are complete; its budget is what NthLayer itself counts.',
  };
}
