import { CounterSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { anyOf, selector, VectorSelectorNode } from '../promql';
import { countersOf, SliCounter } from './sliCounters';

/** The series of a counter. */
export function counterSelector({
  selector: { metric, matchers },
  bounds,
}: SliCounter): VectorSelectorNode {
  return selector(metric, [
    ...matchers,
    ...(bounds ? [anyOf('le', bounds)] : []),
  ]);
}

/** Of each of an SLI's counters something; exactly one of `bad` and `good` is given. */
export interface OfCounters<T> {
  readonly total: T;
  readonly bad?: T;
  readonly good?: T;
}

/** The series of an SLI's counters. */
export function sampleSelectors(
  sli: CounterSli,
): OfCounters<VectorSelectorNode> {
  const counters = countersOf(sli);
  return {
    total: counterSelector(counters.total),
    [counters.part]: counterSelector(counters.events),
  };
}
