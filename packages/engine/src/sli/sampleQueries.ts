import { CounterSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { call, print, rangeSelector } from '../promql';
import { DEFAULT_TILE_COUNTING } from '../tiles';
import { fullMemory } from './counterTile';
import { fits } from './foreignSamples';
import { MatrixRow } from './matrixRow';
import { counterSelector } from './sampleSelectors';
import { countersOf, SliCounter } from './sliCounters';

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
  /** Whether a series is among these that none of them can have chosen, as in an answer of another tenant. */
  hasForeign(series: readonly Pick<MatrixRow, 'labels'>[]): boolean;
}

function queriesOf(counter: SliCounter, stepMs: number): SampleQueries {
  const selector = counterSelector(counter);
  const day = rangeSelector(selector, DEFAULT_TILE_COUNTING.lookbackMs);
  return {
    before: print(call('last_over_time', day)),
    inside: print(rangeSelector(selector, stepMs)),
    remembered: print(fullMemory(selector, 0)),
    hasForeign: series => series.some(({ labels }) => !fits(counter, labels)),
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
  const { total, part, events } = countersOf(sli);
  return {
    total: queriesOf(total, stepMs),
    [part]: queriesOf(events, stepMs),
  };
}
