import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { binary, call, Expression, number } from '../promql';
import {
  counterDelta,
  RULES_MEMORY_STEP_MS,
  scrapedBefore,
} from './counterTile';
import { isCounterSli } from './isCounterSli';
import { counterSelector } from './sampleSelectors';
import { countersOf } from './sliCounters';

/**
 * Bad and total events of one SLI in the tile that ends `lagMs` before the evaluation, by its group labels. Both
 * have no result where the tile is unknown. For recording rules: a series that returns after more than an hour
 * adds nothing.
 *
 * @public
 */
export function tileExpressions(
  sli: Sli,
  tile: { readonly stepMs: number; readonly lagMs: number },
): { bad: Expression; total: Expression } {
  if (!isCounterSli(sli)) {
    throw new TypeError('rules are made for SLIs of counters only');
  }
  const timing = { ...tile, memoryStepMs: RULES_MEMORY_STEP_MS };
  const { total, part, events, mayLack, groupBy } = countersOf(sli);
  const all = counterSelector(total);
  const known = scrapedBefore(all, timing, groupBy);
  const totalEvents = binary('and', counterDelta(all, timing, groupBy), known);
  const partEvents = counterDelta(counterSelector(events), timing, groupBy);
  const none = binary('*', known, number(0));
  if (part === 'bad') {
    return {
      bad: binary('or', binary('and', partEvents, known), none),
      total: totalEvents,
    };
  }
  const good = mayLack ? binary('or', partEvents, none) : partEvents;
  return {
    bad: call('clamp_min', binary('-', totalEvents, good), number(0)),
    total: mayLack ? totalEvents : binary('and', totalEvents, partEvents),
  };
}
