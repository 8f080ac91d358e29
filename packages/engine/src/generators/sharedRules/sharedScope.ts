import {
  LABELS,
  METRICS,
  ServiceSpec,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText } from '../../hash';
import {
  aggregate,
  anyOf,
  binary,
  by,
  call,
  Expression,
  matcher,
  number,
  on,
  selector,
  string,
} from '../../promql';
import { tileExpressions } from '../../sli';
import { mapSliSelectors } from '../../spec/mapSliSelectors';
import { RuleScope } from '../prometheusRules/ruleScope';
import { identityOf, teamOf } from '../prometheusRules/scopeLabels';
import { union, withLabel } from '../prometheusRules/union';

/** SLOs of many services that differ in the value of the service label only. */
export interface SloClass {
  readonly name: string;
  /** One of them; what it says of its service is not used. */
  readonly slo: Slo;
  readonly environment: string;
  readonly tier: string;
  readonly ownLabels: Readonly<Record<string, string>>;
  readonly services: readonly ServiceSpec[];
}

/** A series of value 1 for each service, with what is its own. */
function infoOf(services: readonly ServiceSpec[]): Expression {
  return union(
    services.map(spec => {
      const team = teamOf(spec);
      const own = {
        [LABELS.service]: spec.service,
        ...(team && { [LABELS.team]: team }),
        entity: spec.entityRef,
      };
      return Object.entries(own).reduce<Expression>(
        (of, [label, value]) => withLabel(of, label, value),
        call('vector', number(1)),
      );
    }),
  );
}

/** The SLI of all the services, split by service. */
function sharedSli(
  sli: Sli,
  names: readonly string[],
  serviceLabel: string,
): Sli {
  const shared = mapSliSelectors(sli, ({ metric, matchers }) => ({
    metric,
    matchers: matchers.map(each =>
      each.label === serviceLabel && each.op === '='
        ? anyOf(serviceLabel, names)
        : each,
    ),
  }));
  return { ...shared, groupBy: [...sli.groupBy, serviceLabel] };
}

/** Rows of a service, under our label of services. */
function byService(
  expression: Expression,
  serviceLabel: string,
  groupBy: readonly string[],
): Expression {
  if (serviceLabel === LABELS.service) {
    return expression;
  }
  const named = call(
    'label_replace',
    expression,
    string(LABELS.service),
    string('$1'),
    string(serviceLabel),
    string('(?s:(.*))'),
  );
  return aggregate('sum', named, by([LABELS.service, ...groupBy]));
}

/** The SLOs of a class under one set of rules. */
export function sharedScope(of: SloClass, serviceLabel: string): RuleScope {
  const { slo, services } = of;
  const { groupBy } = slo.sli;
  const names = services.map(({ service }) => service).sort(compareText);
  const matchers = [
    anyOf(LABELS.service, names),
    matcher(LABELS.slo, '=', slo.name),
    matcher(LABELS.environment, '=', of.environment),
  ];
  const select = (metric: string) => selector(metric, matchers);
  const info = select(METRICS.sloInfo);
  const sli = sharedSli(slo.sli, names, serviceLabel);
  return {
    name: of.name,
    slos: [{ ...slo, sli: { ...sli, groupBy } }],
    labels: () => ({
      [LABELS.slo]: slo.name,
      [LABELS.environment]: of.environment,
      [LABELS.tier]: of.tier,
    }),
    ownLabels: of.ownLabels,
    identity: identityOf(groupBy),
    serviceTemplate: '{{ $labels.service }}',
    select,
    info: infoOf(services),
    infoLabels: {},
    objective: ({ objective }) =>
      binary(
        '*',
        aggregate('sum', info, by([LABELS.service, LABELS.team])),
        number(objective),
      ),
    complete: expression =>
      binary('*', expression, info, {
        matching: on([LABELS.service], {
          side: 'left',
          include: [LABELS.team],
        }),
      }),
    tiles: (_, tile) => {
      const { bad, total } = tileExpressions(sli, tile);
      return {
        bad: byService(bad, serviceLabel, groupBy),
        total: byService(total, serviceLabel, groupBy),
      };
    },
  };
}
