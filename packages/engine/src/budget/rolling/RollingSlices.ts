import {
  TileSeries,
  TileSums,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { excludeTiles, Interval } from '../../exclusions';
import { BASE_TILE_MS, sumTiles } from '../../tiles';
import { JudgedSlice, judgeSlice, Slices } from '../sumSlices';
import { WindowRequest } from '../windows';
import { SettledSlices } from './SettledSlices';
import { SliceSums } from './SliceSums';

/** Tiles may come late by so much; what is older is a matter for the store. */
const OPEN_MS = 3_600_000;

/**
 * The sums of the windows of one SLO that counts slices of time, while time goes on: equal to those of `sumSlices`. A
 * tile costs the same however long the windows are. Slices that are over for an hour are judged for good, and only the
 * tiles after them are kept; of those a slice is judged again where one of its tiles is put. Times are milliseconds since
 * the epoch.
 *
 * @public
 */
export class RollingSlices {
  readonly #slices: Slices;
  readonly #settled: SettledSlices;
  /** From the end of what has settled on. */
  #tiles: TileSeries;
  /** Of these, slices that are over, as long as no tile of them has come. */
  readonly #judged: JudgedSlice[] = [];
  #newestMs: number | undefined;

  /**
   * What is stored from the start of the earliest window to their end, `excluded` being the time in which no slice is
   * bad.
   */
  constructor(
    slices: Slices,
    windows: readonly WindowRequest[],
    stored: TileSeries,
    excluded: readonly Interval[],
  ) {
    this.#slices = slices;
    this.#settled = new SettledSlices(slices, windows);
    this.#tiles = stored;
    const newest = stored.total.findLastIndex(count => !Number.isNaN(count));
    this.#newestMs =
      newest < 0 ? undefined : stored.startMs + (newest + 1) * stored.stepMs;
    this.#judge(windows[0].endMs, excluded);
    this.#settle(windows[0].endMs);
  }

  /** End of the newest known tile; undefined when none is. */
  get newestTileMs(): number | undefined {
    return this.#newestMs;
  }

  /** A tile that is known now; false when it is too old to be put here. */
  put(startMs: number, bad: number, total: number): boolean {
    const index = (startMs - this.#tiles.startMs) / BASE_TILE_MS;
    if (index < 0) {
      return false;
    }
    this.#keep(this.#tiles.startMs, startMs + BASE_TILE_MS);
    this.#tiles.bad[index] = bad;
    this.#tiles.total[index] = total;
    const slice = (startMs - this.#settled.endMs) / this.#slices.lengthMs;
    if (slice < this.#judged.length) {
      this.#judged.length = Math.max(0, Math.floor(slice));
    }
    const endMs = startMs + BASE_TILE_MS;
    if (this.#newestMs === undefined || this.#newestMs < endMs) {
      this.#newestMs = endMs;
    }
    return true;
  }

  /**
   * The sums of windows that end together, in their order; undefined where they are not those of which this was made,
   * later. What is excluded must be the same as it was, up to the newest tiles.
   */
  sums(
    windows: readonly WindowRequest[],
    excluded: readonly Interval[],
  ): TileSums[] | undefined {
    if (!this.#settled.moveTo(windows)) {
      return undefined;
    }
    const [{ endMs }] = windows;
    this.#keep(this.#tiles.startMs, endMs);
    const open = this.#judge(endMs, excluded);
    this.#settle(endMs);
    const overMs =
      this.#settled.endMs + this.#judged.length * this.#slices.lengthMs;
    const { knownTiles } = sumTiles(open, overMs, endMs);
    const all = sumOf(this.#judged);
    return windows.map((window, index) =>
      this.#sumsOf(window, index, { all, knownTiles }),
    );
  }

  #sumsOf(
    { startMs, endMs, windowMs }: WindowRequest,
    index: number,
    running: { all: SliceSums; knownTiles: number },
  ): TileSums {
    const { lengthMs, method } = this.#slices;
    const skipped = (startMs - this.#settled.endMs) / lengthMs;
    const open = skipped > 0 ? sumOf(this.#judged, skipped) : running.all;
    const sums = this.#settled.sums(index).with(open);
    return {
      bad: sums.bad,
      total:
        method === 'Timeslices'
          ? Math.ceil(windowMs / lengthMs)
          : sums.withTraffic,
      knownTiles: sums.knownTiles + running.knownTiles,
      expectedTiles: Math.max(0, endMs - startMs) / BASE_TILE_MS,
    };
  }

  /** Judges slices that are over and have not been judged. Answers what counts of the tiles that are kept. */
  #judge(endMs: number, excluded: readonly Interval[]): TileSeries {
    const { lengthMs } = this.#slices;
    const isNone = !excluded.some(each => each.endMs > this.#tiles.startMs);
    const open = isNone ? this.#tiles : excludeTiles(this.#tiles, excluded);
    const startMs = this.#settled.endMs;
    let at = startMs + this.#judged.length * lengthMs;
    for (; at + lengthMs <= endMs; at += lengthMs) {
      this.#judged.push(judgeSlice(open, at, this.#slices));
    }
    return open;
  }

  #settle(endMs: number): void {
    const { lengthMs } = this.#slices;
    const over = endMs - OPEN_MS - this.#settled.endMs;
    if (over >= lengthMs) {
      this.#judged
        .splice(0, Math.floor(over / lengthMs))
        .forEach(slice => this.#settled.push(slice));
      const startMs = this.#settled.endMs;
      this.#keep(startMs, startMs + OPEN_MS + lengthMs);
    }
  }

  /** Keeps tiles from a time on, and has room for them up to another. */
  #keep(startMs: number, endMs: number): void {
    const tiles = this.#tiles;
    const skip = (startMs - tiles.startMs) / BASE_TILE_MS;
    const room = (endMs - startMs) / BASE_TILE_MS;
    if (skip === 0 && room <= tiles.total.length) {
      return;
    }
    const columnOf = (counts: Float64Array) => {
      const kept = counts.subarray(skip);
      const column = new Float64Array(Math.max(room, kept.length)).fill(NaN);
      column.set(kept);
      return column;
    };
    this.#tiles = {
      ...tiles,
      startMs,
      bad: columnOf(tiles.bad),
      total: columnOf(tiles.total),
    };
  }
}

/** What slices add up to, but for the first ones. */
function sumOf(slices: readonly JudgedSlice[], skipped: number = 0): SliceSums {
  const sums = new SliceSums();
  for (let index = skipped; index < slices.length; index++) {
    sums.add(slices[index]);
  }
  return sums;
}
