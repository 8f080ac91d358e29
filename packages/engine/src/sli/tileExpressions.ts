import { Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { binary, call, Expression, number } from '../promql';
import {
  counterDelta,
  counterPresence,
  scrapedEarlier,
  sparseMemory,
} from './counterTile';
import { evaluatedTile } from './evaluated/evaluatedTile';
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
  if (sli.kind === 'composite') {
    throw new TypeError('a composite is made of recorded tiles');
  }
  if (!isCounterSli(sli)) {
    return evaluatedTile(sli, tile);
  }
  const timing = { ...tile, memory: sparseMemory };
  const { total, part, events, mayLack, groupBy } = countersOf(sli);
  const all = counterSelector(total);
  const some = counterSelector(events);
  const earlier = scrapedEarlier(all, timing, groupBy);
  const totalEvents = counterDelta(all, timing, groupBy);
  const partEvents = counterDelta(some, timing, groupBy);
  const none = binary('*', counterPresence(all, timing, groupBy), number(0));
  if (part === 'bad') {
    return {
      bad: binary('and', binary('or', partEvents, none), earlier),
      total: binary('and', totalEvents, earlier),
    };
  }
  const good = mayLack ? binary('or', partEvents, none) : partEvents;
  const bad = call('clamp_min', binary('-', totalEvents, good), number(0));
  const known = mayLack
    ? totalEvents
    : binary('and', totalEvents, counterPresence(some, timing, groupBy));
  return {
    bad: binary('and', bad, earlier),
    total: binary('and', known, earlier),
  };
}
