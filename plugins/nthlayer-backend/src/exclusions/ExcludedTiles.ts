import {
  Slo,
  TileSeries,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Interval, sumTiles } from '@nthlayer/engine';
import { HOUR_MS, TILE_MS, TILE_RETENTION_MS, floorTo } from '../durations';
import { HourSums } from '../tiles/HourTiles';
import { TileGroup, TileStore } from '../tiles/TileStore';

/**
 * What was counted in the excluded time of one group, so that it can be taken out of any window. Where single tiles are
 * kept no longer, whole hours are excluded. Of an SLO that counts slices nothing was: its slices are cut from tiles that
 * are without traffic where they are excluded.
 */
export class ExcludedTiles {
  static async read(
    tiles: TileStore,
    group: TileGroup | undefined,
    { intervals, slo, endMs }: ExcludedTime,
  ): Promise<ExcludedTiles> {
    if (slo.slices) {
      return new ExcludedTiles(intervals.map(tilesWithoutTraffic), []);
    }
    const boundaryMs = floorTo(endMs - TILE_RETENTION_MS, HOUR_MS) + HOUR_MS;
    const series: TileSeries[] = [];
    const hours: HourSums[] = [];
    for (const interval of intervals) {
      if (interval.endMs > boundaryMs) {
        const startMs = Math.max(interval.startMs, boundaryMs);
        series.push(await readTiles(tiles, group, { ...interval, startMs }));
      }
      if (interval.startMs < boundaryMs) {
        const old = {
          ...interval,
          endMs: Math.min(interval.endMs, boundaryMs),
        };
        const after = (hours.at(-1)?.hourMs ?? -Infinity) + HOUR_MS;
        hours.push(...(await readHours(tiles, group, old, after)));
      }
    }
    return new ExcludedTiles(series, hours);
  }

  readonly #series: readonly TileSeries[];
  readonly #hours: readonly HourSums[];

  private constructor(
    series: readonly TileSeries[],
    hours: readonly HourSums[],
  ) {
    this.#series = series;
    this.#hours = hours;
  }

  /** Sums of the excluded tiles that start within a window. */
  sums(window: Interval): TileSums {
    const parts = this.#series.map(series => sumPart(series, window));
    const hours = this.#hours
      .filter(({ hourMs }) => hourMs >= window.startMs && hourMs < window.endMs)
      .map(hour => ({ ...hour, expectedTiles: HOUR_MS / TILE_MS }));
    return [...parts, ...hours].reduce(addSums, NOTHING);
  }
}

/** What is excluded, of which SLO, before when. */
export interface ExcludedTime {
  readonly intervals: readonly Interval[];
  readonly slo: Pick<Slo, 'slices'>;
  readonly endMs: number;
}

const NOTHING: TileSums = {
  bad: 0,
  total: 0,
  knownTiles: 0,
  expectedTiles: 0,
};

function addSums(a: TileSums, b: TileSums): TileSums {
  return {
    bad: a.bad + b.bad,
    total: a.total + b.total,
    knownTiles: a.knownTiles + b.knownTiles,
    expectedTiles: a.expectedTiles + b.expectedTiles,
  };
}

function sumPart(series: TileSeries, window: Interval): TileSums {
  const endMs = series.startMs + series.total.length * series.stepMs;
  return sumTiles(
    series,
    Math.max(series.startMs, window.startMs),
    Math.min(endMs, window.endMs),
  );
}

async function readTiles(
  tiles: TileStore,
  group: TileGroup | undefined,
  { startMs, endMs }: Interval,
): Promise<TileSeries> {
  if (group) {
    return tiles.readTiles(group, startMs, endMs);
  }
  return tilesOf({ startMs, endMs }, NaN);
}

function tilesWithoutTraffic(interval: Interval): TileSeries {
  return tilesOf(interval, 0);
}

function tilesOf({ startMs, endMs }: Interval, count: number): TileSeries {
  const counts = new Float64Array((endMs - startMs) / TILE_MS).fill(count);
  return { group: {}, startMs, stepMs: TILE_MS, bad: counts, total: counts };
}

/** All hours that an interval touches from `afterMs` on, those of which nothing is known too. */
async function readHours(
  tiles: TileStore,
  group: TileGroup | undefined,
  { startMs, endMs }: Interval,
  afterMs: number,
): Promise<HourSums[]> {
  const fromMs = Math.max(floorTo(startMs, HOUR_MS), afterMs);
  const known = group ? await tiles.readHours(group, fromMs, endMs) : [];
  const byHour = new Map(known.map(hour => [hour.hourMs, hour]));
  const hours: HourSums[] = [];
  for (let hourMs = fromMs; hourMs < endMs; hourMs += HOUR_MS) {
    hours.push(
      byHour.get(hourMs) ?? { hourMs, bad: 0, total: 0, knownTiles: 0 },
    );
  }
  return hours;
}
