import {
  LABELS,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { anyOf, call, matcher, number, selector } from '../../promql';
import { tileExpressions } from '../../sli';
import { compositeTile } from './compositeTile';
import { literal } from './goTemplate';
import { RuleScope } from './ruleScope';
import { identityOf, ownLabels, teamOf } from './scopeLabels';

/** SLOs of one service: everything about them is known, so their rules say it in full. */
export function serviceScope(
  spec: ServiceSpec,
  slos: readonly Slo[],
  options: { readonly environment: string; readonly name: string },
): RuleScope {
  const { environment, name } = options;
  const team = teamOf(spec);
  const identity = identityOf(slos.flatMap(({ sli }) => sli.groupBy));
  const recorded = (metric: string, names: readonly string[]) =>
    selector(metric, [
      matcher(LABELS.service, '=', spec.service),
      anyOf(LABELS.slo, names),
      matcher(LABELS.environment, '=', environment),
    ]);
  return {
    name,
    slos,
    ownLabels: ownLabels(spec, identity),
    identity,
    serviceTemplate: literal(spec.service),
    info: call('vector', number(1)),
    infoLabels: { entity: spec.entityRef },
    labels: of => ({
      [LABELS.service]: spec.service,
      ...(of.length === 1 && { [LABELS.slo]: of[0].name }),
      [LABELS.environment]: environment,
      ...(team && { [LABELS.team]: team }),
      [LABELS.tier]: spec.tier,
    }),
    select: (metric, of = slos) =>
      recorded(
        metric,
        of.map(slo => slo.name),
      ),
    objective: ({ objective }) => call('vector', number(objective)),
    complete: expression => expression,
    tiles: ({ sli }, tile) =>
      sli.kind === 'composite'
        ? compositeTile(sli, recorded)
        : tileExpressions(sli, tile),
  };
}
