import { CounterSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { call, print, rangeSelector, VectorSelectorNode } from '../promql';
import { DEFAULT_TILE_COUNTING } from '../tiles';
import { fullMemory } from './counterTile';
import { sampleSelectors } from './sampleSelectors';

/**
 * PromQL that reads what one counter needs for one tile.
 *
 * @public
 */
export interface SampleQueries {
  /** At the tile's start: the last value of every series that was there in the 24 hours before. */
  readonly before: string;
  /** At the tile's end: every sample of the tile. */
  readonly inside: string;
  /** At the tile's start: series of the 30 days before, which are no new ones whether or not `before` has them. */
  readonly remembered: string;
}

function queriesOf(selector: VectorSelectorNode, stepMs: number) {
  const day = rangeSelector(selector, DEFAULT_TILE_COUNTING.lookbackMs);
  return {
    before: print(call('last_over_time', day)),
    inside: print(rangeSelector(selector, stepMs)),
    remembered: print(fullMemory(selector, 0)),
  };
}

/**
 * Instant queries that read the raw samples of an SLI's counters for one tile. Exactly one of `bad` and `good` is
 * given.
 *
 * @public
 */
export function sampleQueries(
  sli: CounterSli,
  stepMs: number,
): {
  readonly total: SampleQueries;
  readonly bad?: SampleQueries;
  readonly good?: SampleQueries;
} {
  const { total, bad, good } = sampleSelectors(sli);
  return {
    total: queriesOf(total, stepMs),
    ...(bad && { bad: queriesOf(bad, stepMs) }),
    ...(good && { good: queriesOf(good, stepMs) }),
  };
}
