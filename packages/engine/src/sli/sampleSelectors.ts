import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { anyOf, print, selector, VectorSelectorNode } from '../promql';
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

/**
 * PromQL selectors of an SLI's counters, to read their raw samples. Exactly one of `bad` and `good` is given.
 *
 * @public
 */
export function sampleSelectors(sli: Sli): {
  total: string;
  bad?: string;
  good?: string;
} {
  const counters = countersOf(sli);
  return {
    total: print(counterSelector(counters.total)),
    [counters.part]: print(counterSelector(counters.events)),
  };
}
