import {
  CounterSamples,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { BUCKET_BOUNDS } from '../counters/buckets';
import { isServerError } from '../events/categories';
import { HOUR_MS } from '../profile/durations';
import { Indicator, Simulation, TruthTiles } from '../Simulation';

/** Gaps are bridged so far. */
const LOOKBACK_MS = 24 * HOUR_MS;
/** Far enough to tell a series that was away for longer from one that is new: no pod lives longer. */
const HISTORY_MS = 72 * HOUR_MS;

type Counters = Pick<Simulation, 'counters'>;

/** How many samples a series has at or before a time. */
function samplesUntil({ timesMs }: CounterSamples, timeMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (timesMs[middle] <= timeMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** What one series counts in the tile (start, end]; undefined when it was not scraped there. */
function countInTile(
  series: CounterSamples,
  startMs: number,
  endMs: number,
): number | undefined {
  const before = samplesUntil(series, startMs);
  const until = samplesUntil(series, endMs);
  if (until === before) {
    return undefined;
  }
  const atEnd = series.values[until - 1];
  if (before === 0) {
    return atEnd; // born in this tile
  }
  if (startMs - series.timesMs[before - 1] > LOOKBACK_MS) {
    return 0; // away for too long: neither its difference nor its value is known to be of this tile
  }
  const atStart = series.values[before - 1];
  return atEnd >= atStart ? atEnd - atStart : atEnd;
}

function wasScrapedBefore(
  total: readonly CounterSamples[],
  startMs: number,
): boolean {
  return total.some(series => {
    const before = samplesUntil(series, startMs);
    return before > 0 && startMs - series.timesMs[before - 1] <= LOOKBACK_MS;
  });
}

/** A tile is known when some series of the total was scraped in it, and some series before it. */
function isKnown(
  total: readonly CounterSamples[],
  startMs: number,
  endMs: number,
): boolean {
  return (
    total.some(series => countInTile(series, startMs, endMs) !== undefined) &&
    wasScrapedBefore(total, startMs)
  );
}

/** The series that can matter for a tile; the others only cost time. */
function seriesNear(
  all: readonly CounterSamples[],
  startMs: number,
  endMs: number,
): CounterSamples[] {
  return all.filter(
    ({ timesMs }) =>
      timesMs[0] <= endMs &&
      timesMs[timesMs.length - 1] >= startMs - LOOKBACK_MS,
  );
}

function sumOfTile(
  all: readonly CounterSamples[],
  startMs: number,
  endMs: number,
): number {
  return all
    .map(series => countInTile(series, startMs, endMs) ?? 0)
    .reduce((sum, count) => sum + count, 0);
}

function tilesOf(
  range: TileRange,
  value: (startMs: number, endMs: number) => number,
): Float64Array {
  const tiles = Math.floor((range.endMs - range.startMs) / range.stepMs);
  return Float64Array.from({ length: tiles }, (_, tile) => {
    const startMs = range.startMs + tile * range.stepMs;
    return value(startMs, startMs + range.stepMs);
  });
}

/** Tiles of a total, and of a part of it that is only known where the total is. */
function countTiles(
  total: readonly CounterSamples[],
  part: readonly CounterSamples[],
  range: TileRange,
): { total: Float64Array; part: Float64Array } {
  const sum = (all: readonly CounterSamples[]) =>
    tilesOf(range, (startMs, endMs) =>
      isKnown(seriesNear(total, startMs, endMs), startMs, endMs)
        ? sumOfTile(seriesNear(all, startMs, endMs), startMs, endMs)
        : NaN,
    );
  return { total: sum(total), part: sum(part) };
}

function latencyBound(thresholdMs: number): string {
  const bound = BUCKET_BOUNDS.find(seconds => seconds * 1000 === thresholdMs);
  if (bound === undefined) {
    throw new RangeError(`No bucket ends at ${thresholdMs} ms`);
  }
  return String(bound);
}

/**
 * What scrapes can show, worked out tile by tile and series by series as the definition says: the value at the
 * tile's end minus the value at its start, each the newest sample at or before that time. Slow and plain on
 * purpose: it is what faster arithmetic is compared with.
 */
export function scrapeTruth(
  simulation: Counters,
  indicator: Indicator,
  range: TileRange,
): TruthTiles {
  const history = { fromMs: range.startMs - HISTORY_MS, toMs: range.endMs };
  if (indicator.kind === 'availability') {
    const all = simulation.counters('http_requests_total', history);
    const failed = all.filter(({ labels }) => isServerError(labels.status));
    const { total, part } = countTiles(all, failed, range);
    return { total, bad: part };
  }
  const le = latencyBound(indicator.thresholdMs);
  const metric = 'http_request_duration_seconds';
  const { total, part } = countTiles(
    simulation.counters(`${metric}_count`, history),
    simulation.counters(`${metric}_bucket`, history, { labels: { le } }),
    range,
  );
  return {
    total,
    // after a restart that only one of the two counters shows, more can be fast than there were
    bad: total.map((events, tile) => Math.max(0, events - part[tile])),
  };
}
