import {
  CompositeSli,
  CounterSli,
  ExpressionSli,
  Sli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  aggregate,
  binary,
  by,
  Expression,
  print,
  selectorOf,
} from '../promql';
import { OPPOSITE } from './evaluated/thresholdTile';
import { counterSelector } from './sampleSelectors';
import { countersOf } from './sliCounters';

/**
 * An SLI as PromQL for people and documents: the counters themselves, without rates or windows. Where the good
 * events are counted, bad is written as total − good. A composite is told by its members.
 *
 * @public
 */
export function describeSli(sli: Sli): { bad: string; total: string } {
  switch (sli.kind) {
    case 'ratio':
    case 'latency':
      return describeCounters(sli);
    case 'native-latency': {
      const histogram = print(selectorOf(sli.histogram));
      const bound = sli.thresholdMs / sli.unitMs;
      return {
        bad: `histogram_fraction(${bound}, +Inf, ${histogram}) * histogram_count(${histogram})`,
        total: `histogram_count(${histogram})`,
      };
    }
    case 'probe': {
      const up = print(selectorOf(sli.up));
      return { bad: `${up} == 0`, total: up };
    }
    case 'threshold':
      return {
        bad: `(${sli.expression}) ${OPPOSITE[sli.op]} ${sli.value}`,
        total: sli.expression,
      };
    case 'expression':
      return describeExpression(sli);
    case 'composite': {
      const members = sli.members.map(({ slo }) => slo).join(', ');
      return { bad: describeComposite(sli), total: members };
    }
    default:
      return sli satisfies never;
  }
}

/**
 * How a composite is made of its members, for people.
 *
 * @public
 */
export function describeComposite({ formula, members }: CompositeSli): string {
  const names = members.map(({ slo }) => slo);
  switch (formula) {
    case 'weighted':
      return members.map(({ slo, weight }) => `${weight} × ${slo}`).join(' + ');
    case 'worst':
      return `worst of ${names.join(', ')}`;
    default:
      return names.join(' + ');
  }
}

function describeExpression({
  of,
  ratio,
  part = '',
  total = '',
}: ExpressionSli) {
  if (ratio !== undefined) {
    return { bad: of === 'bad' ? ratio : `1 - (${ratio})`, total: '1' };
  }
  return { bad: of === 'bad' ? part : `(${total}) - (${part})`, total };
}

function describeCounters(sli: CounterSli): { bad: string; total: string } {
  const { total, events, part, groupBy } = countersOf(sli);
  if (part === 'bad') {
    return {
      bad: print(counterSelector(events)),
      total: print(counterSelector(total)),
    };
  }
  const sum = (of: Expression) =>
    aggregate('sum', of, groupBy.length > 0 ? by(groupBy) : undefined);
  return {
    bad: print(
      binary('-', sum(counterSelector(total)), sum(counterSelector(events))),
    ),
    total: print(counterSelector(total)),
  };
}
