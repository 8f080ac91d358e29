import { Selector, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { isCounterSli } from '../sli';
import { countersOf } from '../sli/sliCounters';

/**
 * The selectors of an SLI's counters: all events, and the good or bad ones; of a histogram without a bound. Undefined
 * for SLIs that do not count by counters.
 *
 * @public
 */
export function inspectedSelectors(sli: Sli):
  | {
      readonly total: Selector;
      readonly events: Selector;
    }
  | undefined {
  if (!isCounterSli(sli)) {
    return undefined;
  }
  const { total, events } = countersOf(sli);
  return { total: total.selector, events: events.selector };
}
