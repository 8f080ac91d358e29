import {
  CounterSamples,
  CounterSli,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DEFAULT_TILE_COUNTING,
  groupedTilesFromSamples,
  groupKey,
  sampleQueries,
  SampleQueries,
} from '@nthlayer/engine';
import { badReply } from '../client/prometheusProblem';
import { PrometheusRow } from '../client/rows';
import { TileQueries } from './tileQueries';

function seriesKey({ labels }: PrometheusRow): string {
  const { __name__, ...others } = labels;
  return groupKey(others);
}

/**
 * Keys of the series that are no new ones, though they were away for longer than gaps are bridged. Asked for only
 * where a series seems new.
 */
async function readForgotten(
  seeminglyNew: ReadonlyMap<string, PrometheusRow>,
  reads: SampleQueries,
  startMs: number,
  queries: TileQueries,
): Promise<ReadonlySet<string>> {
  if (seeminglyNew.size === 0) {
    return new Set();
  }
  const rows = await queries.vector(reads.remembered, startMs);
  requireOwn(rows, reads);
  return new Set(rows.map(seriesKey));
}

/** @throws PrometheusProblem */
function requireOwn(
  rows: readonly PrometheusRow[],
  reads: SampleQueries,
): void {
  if (reads.hasForeign(rows)) {
    throw badReply('The reply has series that were not asked for');
  }
}

/** Samples of a series in the tile, after its last one before it, if there is any. */
function counterOf(
  labels: PrometheusRow['labels'],
  before: { timeMs: number; value: number } | undefined,
  inside: PrometheusRow | undefined,
): CounterSamples {
  return {
    labels,
    timesMs: Float64Array.of(
      ...(before ? [before.timeMs] : []),
      ...(inside?.timesMs ?? []),
    ),
    values: Float64Array.of(
      ...(before ? [before.value] : []),
      ...(inside?.values ?? []),
    ),
  };
}

/**
 * Counters in and before one tile: every sample of the tile, and of the day before it the last value only, which is
 * all that a difference needs. A series that was away for longer gets a sample from beyond the look-back, so that
 * its return adds nothing.
 */
async function readCounters(
  reads: SampleQueries,
  startMs: number,
  endMs: number,
  queries: TileQueries,
): Promise<CounterSamples[]> {
  const [before, inside] = await Promise.all([
    queries.vector(reads.before, startMs),
    queries.samples(reads.inside, endMs),
  ]);
  requireOwn([...before, ...inside], reads);
  const insideByKey = new Map(inside.map(row => [seriesKey(row), row]));
  const counters = before.map(row => {
    const key = seriesKey(row);
    const later = insideByKey.get(key);
    insideByKey.delete(key);
    return counterOf(
      row.labels,
      { timeMs: startMs, value: row.values[0] },
      later,
    );
  });
  const forgotten = await readForgotten(insideByKey, reads, startMs, queries);
  const longAgoMs = startMs - DEFAULT_TILE_COUNTING.lookbackMs - 1;
  const others = [...insideByKey].map(([key, row]) =>
    counterOf(
      row.labels,
      forgotten.has(key) ? { timeMs: longAgoMs, value: 0 } : undefined,
      row,
    ),
  );
  return [...counters, ...others];
}

/**
 * One tile of every group of an SLI, made from stored samples. Unlike the expression it sees a whole day back, so
 * it counts what happened during a longer gap.
 *
 * @throws PrometheusProblem
 */
export async function readTileFromSamples(
  sli: CounterSli,
  tileStartMs: number,
  stepMs: number,
  queries: TileQueries,
): Promise<TileSeries[]> {
  const reads = sampleQueries(sli, stepMs);
  const endMs = tileStartMs + stepMs;
  const read = (counter: SampleQueries) =>
    readCounters(counter, tileStartMs, endMs, queries);
  const [total, bad, good] = await Promise.all([
    read(reads.total),
    reads.bad && read(reads.bad),
    reads.good && read(reads.good),
  ]);
  return groupedTilesFromSamples(
    {
      total,
      ...(bad && { bad }),
      ...(good && { good }),
      alwaysExposed: sli.kind === 'latency',
    },
    sli.groupBy,
    { startMs: tileStartMs, endMs, stepMs },
  );
}
