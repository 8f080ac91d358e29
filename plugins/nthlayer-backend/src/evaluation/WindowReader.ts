import {
  Slo,
  TileSeries,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  Interval,
  WindowRequest,
  WindowSums,
  excludeTiles,
  sumWindow,
} from '@nthlayer/engine';
import { HOUR_MS, TILE_MS, floorTo } from '../durations';
import { TileGroup, TileStore } from '../tiles/TileStore';

/**
 * Sums windows that end together: recent ones from base tiles, which are read once for all of them, the older part
 * of a long one from hourly sums. Slices of time are cut from base tiles alone.
 */
export class WindowReader {
  static async open(
    tiles: TileStore,
    group: TileGroup | undefined,
    recent: {
      slo: Slo;
      startMs: number;
      endMs: number;
      /** Of an SLO that counts slices, the time in which none is bad. */
      excluded?: readonly Interval[];
    },
  ): Promise<WindowReader> {
    const startMs = floorTo(recent.startMs, HOUR_MS);
    const series: TileSeries = group
      ? await tiles.readTiles(group, startMs, recent.endMs)
      : {
          group: {},
          startMs,
          stepMs: TILE_MS,
          bad: new Float64Array(),
          total: new Float64Array(),
        };
    const { slo, excluded = [] } = recent;
    const counted = slo.slices ? excludeTiles(series, excluded) : series;
    return new WindowReader(tiles, group, counted, recent);
  }

  readonly #tiles: TileStore;
  readonly #group: TileGroup | undefined;
  readonly #recent: TileSeries;
  readonly #slo: Slo;
  readonly #endMs: number;

  private constructor(
    tiles: TileStore,
    group: TileGroup | undefined,
    recent: TileSeries,
    { slo, endMs }: { slo: Slo; endMs: number },
  ) {
    this.#tiles = tiles;
    this.#group = group;
    this.#recent = recent;
    this.#slo = slo;
    this.#endMs = endMs;
  }

  async read(window: WindowRequest): Promise<WindowSums> {
    const boundary = this.#recent.startMs;
    const startMs = Math.max(window.startMs, boundary);
    const sums = sumWindow(this.#recent, { ...window, startMs }, this.#slo);
    return {
      ...window,
      sums:
        window.startMs < boundary
          ? await this.#addHours(window.startMs, boundary, sums)
          : sums,
    };
  }

  /** End of the newest known tile; null when none is known. */
  async newestTileEnd(): Promise<number | null> {
    const { startMs, stepMs, total } = this.#recent;
    const newest = total.findLastIndex(count => !Number.isNaN(count));
    if (newest >= 0) {
      return startMs + (newest + 1) * stepMs;
    }
    return this.#group
      ? (await this.#tiles.newestTileEnd(this.#group, this.#endMs)) ?? null
      : null;
  }

  async #addHours(
    startMs: number,
    endMs: number,
    recent: TileSums,
  ): Promise<TileSums> {
    const hours = this.#group
      ? await this.#tiles.readHours(this.#group, startMs, endMs)
      : [];
    let { bad, total, knownTiles } = recent;
    for (const hour of hours) {
      bad += hour.bad;
      total += hour.total;
      knownTiles += hour.knownTiles;
    }
    const older = (endMs - startMs) / TILE_MS;
    const expectedTiles = recent.expectedTiles + older;
    return { bad, total, knownTiles, expectedTiles };
  }
}
