import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { aggregate, binary, by, Expression, print } from '../promql';
import { counterSelector } from './sampleSelectors';
import { countersOf } from './sliCounters';

/**
 * An SLI as PromQL for people and documents: the counters themselves, without rates or windows. Where the good
 * events are counted, bad is written as total − good.
 *
 * @public
 */
export function describeSli(sli: Sli): { bad: string; total: string } {
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
