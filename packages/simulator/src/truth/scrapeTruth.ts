import {
  CounterSamples,
  TileRange,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { BUCKET_BOUNDS } from '../counters/buckets';
import { ServiceKind } from '../kinds/ServiceKind';
import { HOUR_MS } from '../profile/durations';
import { Indicator, Simulation, TruthTiles } from '../Simulation';

/** Gaps are bridged so far. */
const LOOKBACK_MS = 24 * HOUR_MS;
/** Far enough to tell a series that was away for longer from one that is new: no pod lives longer. */
const HISTORY_MS = 72 * HOUR_MS;
/** So many more fast requests than requests are a matter of moments; more are a contradiction, which shows nothing. */
const EARLY_EVENTS = 3;
const EARLY_SHARE = 0.01;

type Counters = Pick<Simulation, 'counters'>;

const { floor } = Math; // a global looked up in a loop is slow under Jest

/** Index of the newest sample of a series at or before a time; -1 when there is none. */
function newestAt({ timesMs }: CounterSamples, timeMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = floor((low + high) / 2);
    if (timesMs[middle] <= timeMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/** What one series counts in the tile (start, end]; undefined when it was not scraped there. */
function countInTile(
  series: CounterSamples,
  startMs: number,
  endMs: number,
): number | undefined {
  const { timesMs, values } = series;
  const end = newestAt(series, endMs);
  if (end < 0 || timesMs[end] <= startMs) {
    return undefined;
  }
  const start = newestAt(series, startMs);
  if (start < 0) {
    return values[end]; // born in this tile
  }
  if (startMs - timesMs[start] > LOOKBACK_MS) {
    return 0; // away for too long: neither its difference nor its value is known to be of this tile
  }
  return values[end] >= values[start]
    ? values[end] - values[start]
    : values[end];
}

function wasScrapedBefore(series: CounterSamples, startMs: number): boolean {
  const newest = newestAt(series, startMs);
  return newest >= 0 && startMs - series.timesMs[newest] <= LOOKBACK_MS;
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

/** Counts of the series that were scraped in a tile. */
function countsInTile(
  all: readonly CounterSamples[],
  startMs: number,
  endMs: number,
): number[] {
  return seriesNear(all, startMs, endMs).flatMap(
    series => countInTile(series, startMs, endMs) ?? [],
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/**
 * Tiles of a total, and of a part of it. A tile of both is known when some series of the total was scraped in it,
 * and some before it.
 */
function countTiles(
  total: readonly CounterSamples[],
  part: readonly CounterSamples[],
  range: TileRange,
): { total: Float64Array; part: Float64Array } {
  const tiles = floor((range.endMs - range.startMs) / range.stepMs);
  const sums = {
    total: new Float64Array(tiles).fill(NaN),
    part: new Float64Array(tiles).fill(NaN),
  };
  for (let tile = 0; tile < tiles; tile++) {
    const startMs = range.startMs + tile * range.stepMs;
    const endMs = startMs + range.stepMs;
    const counts = countsInTile(total, startMs, endMs);
    if (
      counts.length > 0 &&
      total.some(series => wasScrapedBefore(series, startMs))
    ) {
      sums.total[tile] = sum(counts);
      sums.part[tile] = sum(countsInTile(part, startMs, endMs));
    }
  }
  return sums;
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
  kind: ServiceKind,
  indicator: Indicator,
  range: TileRange,
): TruthTiles {
  const history = { fromMs: range.startMs - HISTORY_MS, toMs: range.endMs };
  if (indicator.kind === 'availability') {
    const all = simulation.counters(kind.events.metric, history);
    const failed = all.filter(({ labels }) =>
      kind.isFailure(labels[kind.outcomeLabel]),
    );
    const { total, part } = countTiles(all, failed, range);
    return { total, bad: part };
  }
  if (!kind.durations) {
    throw new RangeError(`${kind.events.metric} has no durations beside it`);
  }
  const le = latencyBound(indicator.thresholdMs);
  const { metric } = kind.durations;
  const { total, part } = countTiles(
    simulation.counters(`${metric}_count`, history),
    simulation.counters(`${metric}_bucket`, history, { labels: { le } }),
    range,
  );
  // after two restarts that only one of the two counters shows, more can be fast than there were
  const known = total.map((events, tile) =>
    part[tile] - events > Math.max(EARLY_EVENTS, EARLY_SHARE * events)
      ? NaN
      : events,
  );
  return {
    total: known,
    bad: known.map((events, tile) => Math.max(0, events - part[tile])),
  };
}
