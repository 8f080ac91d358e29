import { NativeLatencySli } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  binary,
  call,
  Expression,
  number,
  offset,
  subquery,
  VectorSelectorNode,
} from '../../promql';
import { sparseMemory } from '../counterTile';
import { aggregated } from './aggregated';
import { samplesInTile } from './probeTile';
import { TileTime } from './tileTime';

const MINUTE_MS = 60_000;
/** How far back a histogram's value at the tile's start is looked for. */
const LOOKBACK_MS = 60 * MINUTE_MS;

/** Something of a histogram as a number that only ever grows. */
type Counted = (histogram: Expression) => Expression;

function then(of: VectorSelectorNode, agoMs: number): Expression {
  return agoMs === 0 ? of : offset(of, agoMs);
}

const countOf: Counted = histogram => call('histogram_count', histogram);

/** Observations up to a bound; none of an empty histogram, whose fraction is not a number. */
function upTo(bound: number): Counted {
  return histogram => {
    const count = countOf(histogram);
    const fraction = call(
      'histogram_fraction',
      number(-Infinity),
      number(bound),
      histogram,
    );
    const within = binary('>=', binary('*', fraction, count), number(0));
    return binary('or', within, binary('*', count, number(0)));
  };
}

/** What it was at the tile's start; of a series that was away then, what it was before, a minute more or less. */
function before(
  selector: VectorSelectorNode,
  counted: Counted,
  agoMs: number,
): Expression {
  const earlier = call(
    'last_over_time',
    offset(subquery(counted(selector), LOOKBACK_MS, MINUTE_MS), agoMs),
  );
  return binary('or', counted(then(selector, agoMs)), earlier);
}

/**
 * Observations of a native histogram in one tile, and those above the threshold. As with counters a tile has the
 * difference of each series, the new value after a reset, and the first value of a new series of a group that was
 * scraped before. Functions over time see no histograms on older servers, so values are read where they stand.
 */
export function nativeLatencyTile(
  selector: VectorSelectorNode,
  { thresholdMs, unitMs }: Pick<NativeLatencySli, 'thresholdMs' | 'unitMs'>,
  tile: TileTime,
  labels: readonly string[],
): { bad: Expression; total: Expression } {
  const startAgoMs = tile.lagMs + tile.stepMs;
  const bound = Number((thresholdMs / unitMs).toPrecision(15));
  const previousCount = before(selector, countOf, startAgoMs);
  const forgotten = binary(
    'unless',
    sparseMemory(selector, startAgoMs),
    previousCount,
  );
  const grew = binary(
    '>=',
    binary('-', countOf(then(selector, tile.lagMs)), previousCount),
    number(0),
  );
  const difference = (counted: Counted) => {
    const now = counted(then(selector, tile.lagMs));
    const grown = binary(
      'and',
      binary('-', now, before(selector, counted, startAgoMs)),
      grew,
    );
    const resetOrNew = binary('unless', now, forgotten);
    return aggregated('sum', binary('or', grown, resetOrNew), labels);
  };
  const scraped = binary(
    'and',
    binary('>', samplesInTile(selector, tile, labels), number(0)),
    aggregated('count', previousCount, labels),
  );
  const total = binary('and', difference(countOf), scraped);
  const slow = binary('-', total, difference(upTo(bound)));
  return { bad: call('clamp_min', slow, number(0)), total };
}
