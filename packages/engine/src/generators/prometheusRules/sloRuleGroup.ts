import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { AlertPair, alertPairs } from '../../alerting';
import { GeneratorContext } from '../../ports';
import { burnRules, missingRule } from './alerts';
import {
  metadataRules,
  ratioRules,
  RULE_INTERVAL_MS,
  tileRules,
} from './recordings';
import { RuleGroup } from './rule';
import { RESERVED_LABELS, SloSeries, sloSeries } from './sloSeries';

/** The rules of one SLO, and what they were made from. */
export interface SloRules {
  readonly slo: Slo;
  readonly series: SloSeries;
  readonly pairs: readonly AlertPair[];
  readonly group: RuleGroup;
}

/** Everything that Prometheus has to evaluate for one SLO, in an order in which each rule sees fresh results. */
export function sloRules(
  spec: ServiceSpec,
  slo: Slo,
  context: GeneratorContext,
): { rules?: SloRules; diagnostics: Diagnostic[] } {
  const reserved = slo.sli.groupBy.filter(label =>
    RESERVED_LABELS.includes(label),
  );
  if (reserved.length > 0) {
    return { diagnostics: [reservedLabel(slo, reserved)] };
  }
  const series = sloSeries(spec, slo, context.environment);
  const { pairs, diagnostics } = alertPairs(slo, context);
  const rules = [
    ...tileRules(slo, series, context.scrapeIntervalMs),
    ...ratioRules(pairs, series),
    ...metadataRules(spec, slo, series),
    ...burnRules(slo, pairs, series),
    missingRule(slo, series),
  ];
  const name = ['nthlayer', context.environment, spec.service, slo.name];
  const group = {
    name: name.join('/'),
    intervalMs: RULE_INTERVAL_MS,
    rules,
  };
  return { rules: { slo, series, pairs, group }, diagnostics };
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
