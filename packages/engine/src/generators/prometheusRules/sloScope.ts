import {
  LABELS,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { call, matcher, number, selector } from '../../promql';
import { tileExpressions } from '../../sli';
import { literal } from './goTemplate';
import { RuleScope } from './ruleScope';
import { identityOf, ownLabels, teamOf } from './scopeLabels';

/** One SLO of one service: everything about it is known, so its rules say it in full. */
export function sloScope(
  spec: ServiceSpec,
  slo: Slo,
  environment: string,
): RuleScope {
  const key = {
    [LABELS.service]: spec.service,
    [LABELS.slo]: slo.name,
    [LABELS.environment]: environment,
  };
  const matchers = Object.entries(key).map(([label, value]) =>
    matcher(label, '=', value),
  );
  const team = teamOf(spec);
  const identity = identityOf(slo.sli.groupBy);
  return {
    name: ['nthlayer', environment, spec.service, slo.name].join('/'),
    slo,
    labels: {
      ...key,
      ...(team && { [LABELS.team]: team }),
      [LABELS.tier]: spec.tier,
    },
    ownLabels: ownLabels(spec, identity),
    identity,
    serviceTemplate: literal(spec.service),
    select: metric => selector(metric, matchers),
    info: call('vector', number(1)),
    infoLabels: { entity: spec.entityRef },
    objective: call('vector', number(slo.objective)),
    complete: expression => expression,
    tiles: tile => tileExpressions(slo.sli, tile),
  };
}
