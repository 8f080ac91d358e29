import {
  CounterSamples,
  Sli,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  DEFAULT_TILE_COUNTING,
  groupedTilesFromSamples,
  groupKey,
  sampleSelectors,
} from '@nthlayer/engine';
import { PrometheusRow } from '../client/rows';
import { TileQueries } from './tileQueries';

function seriesKey({ labels }: PrometheusRow): string {
  const { __name__, ...others } = labels;
  return groupKey(others);
}

/**
 * Counters in and before one tile: every sample of the tile, and of the day before it the last value only, which is
 * all that a difference needs.
 */
async function readCounters(
  selector: string,
  startMs: number,
  endMs: number,
  queries: TileQueries,
): Promise<CounterSamples[]> {
  const [before, inside] = await Promise.all([
    queries.vector(
      `last_over_time(${selector}[${DEFAULT_TILE_COUNTING.lookbackMs}ms])`,
      startMs,
    ),
    queries.samples(`${selector}[${endMs - startMs}ms]`, endMs),
  ]);
  const insideByKey = new Map(inside.map(row => [seriesKey(row), row]));
  const counters = before.map(row => {
    const key = seriesKey(row);
    const later = insideByKey.get(key);
    insideByKey.delete(key);
    return {
      labels: row.labels,
      timesMs: Float64Array.of(startMs, ...(later?.timesMs ?? [])),
      values: Float64Array.of(row.values[0], ...(later?.values ?? [])),
    };
  });
  const born = [...insideByKey.values()].map(row => ({
    labels: row.labels,
    timesMs: Float64Array.from(row.timesMs),
    values: Float64Array.from(row.values),
  }));
  return [...counters, ...born];
}

/**
 * One tile of every group of an SLI, made from stored samples. Unlike the expression it sees a whole day back, so
 * it counts what happened during a longer gap.
 *
 * @throws PrometheusProblem
 */
export async function readTileFromSamples(
  sli: Sli,
  tileStartMs: number,
  stepMs: number,
  queries: TileQueries,
): Promise<TileSeries[]> {
  const selectors = sampleSelectors(sli);
  const endMs = tileStartMs + stepMs;
  const read = (selector: string) =>
    readCounters(selector, tileStartMs, endMs, queries);
  const [total, bad, good] = await Promise.all([
    read(selectors.total),
    selectors.bad === undefined ? undefined : read(selectors.bad),
    selectors.good === undefined ? undefined : read(selectors.good),
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
