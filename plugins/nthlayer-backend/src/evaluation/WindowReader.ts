import { Slo, TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  Interval,
  WindowRequest,
  WindowSums,
  excludeTiles,
  newestKnownEnd,
  slicesOf,
  sumSlices,
  sumTiers,
  sumWindow,
} from '@nthlayer/engine';
import { DAY_MS, HOUR_MS, TILE_MS } from '../durations';
import { TierRange, TileGroup, TileStore } from '../tiles/TileStore';

/** Windows of this length are told to the minute, and to the five minutes. */
const TOLD_IN_MINUTES_MS = 6 * HOUR_MS;
export const TOLD_IN_FIVE_MINUTES_MS = 3 * DAY_MS;

/** What has to be read for windows from `startMs` on that end together, some of them in five minutes from a time on. */
export function tierRange(
  startMs: number,
  endMs: number,
  fiveMinutesFromMs: number = endMs,
): TierRange {
  return {
    startMs,
    fiveMinutesFromMs: Math.max(
      startMs,
      Math.min(fiveMinutesFromMs, endMs - TOLD_IN_FIVE_MINUTES_MS),
    ),
    minutesFromMs: Math.max(startMs, endMs - TOLD_IN_MINUTES_MS),
    endMs,
  };
}

/** What windows are read of. */
interface ReadWindows {
  readonly slo: Slo;
  /** Start of the longest window. */
  readonly startMs: number;
  readonly endMs: number;
  /** Of an SLO that counts slices, the time in which none is bad. */
  readonly excluded?: readonly Interval[];
}

/** The sums of some windows, in their order. */
export interface SummedWindows {
  readonly sums: readonly TileSums[];
  /** End of the newest known tile; null when none is known. */
  readonly newestTileMs: number | null;
}

type ReadSums = (window: WindowRequest) => WindowSums['sums'];

/**
 * Sums windows that end together, from all that is stored of one group: recent ones from base tiles, the older part of
 * a long one from longer slots. Slices of time are cut from base tiles alone.
 */
export class WindowReader {
  /** Without a group nothing is known. */
  static async open(
    tiles: TileStore,
    group: TileGroup | undefined,
    request: ReadWindows,
  ): Promise<WindowReader> {
    const { endMs } = request;
    const { sums, newestMs } = group
      ? await readGroup(tiles, group, request)
      : { sums: (window: WindowRequest) => nothingKnown(window, request) };
    const newestTileMs =
      newestMs ?? (group && (await tiles.newestTileEnd(group, endMs))) ?? null;
    return new WindowReader(sums, newestTileMs);
  }

  /** Opens and reads at once. */
  static async readSums(
    tiles: TileStore,
    group: TileGroup | undefined,
    request: ReadWindows & { readonly windows: readonly WindowRequest[] },
  ): Promise<SummedWindows> {
    const reader = await WindowReader.open(tiles, group, request);
    const sums = request.windows.map(window => reader.read(window).sums);
    return { sums, newestTileMs: reader.newestTileMs };
  }

  readonly #sums: ReadSums;
  /** End of the newest known tile; null when none is known. */
  readonly newestTileMs: number | null;

  private constructor(sums: ReadSums, newestTileMs: number | null) {
    this.#sums = sums;
    this.newestTileMs = newestTileMs;
  }

  read(window: WindowRequest): WindowSums {
    return { ...window, sums: this.#sums(window) };
  }
}

async function readGroup(
  tiles: TileStore,
  group: TileGroup,
  request: ReadWindows,
): Promise<{ sums: ReadSums; newestMs: number | undefined }> {
  const { slo, startMs, endMs, excluded = [] } = request;
  const slices = slicesOf(slo);
  if (slices) {
    const series = await tiles.readTiles(group, startMs, endMs);
    const counted = excludeTiles(series, excluded);
    const newest = series.total.findLastIndex(count => !Number.isNaN(count));
    return {
      sums: window => sumSlices(counted, window, slices),
      newestMs: newest < 0 ? undefined : startMs + (newest + 1) * TILE_MS,
    };
  }
  const range = tierRange(startMs, endMs);
  const [tiers] = await tiles.readTiers([group.id], range);
  const newestMs = newestKnownEnd(tiers);
  return {
    sums: window => sumTiers(tiers, window.startMs, window.endMs),
    newestMs: newestMs && Math.min(newestMs, endMs),
  };
}

function nothingKnown(
  window: WindowRequest,
  { slo }: ReadWindows,
): WindowSums['sums'] {
  const nothing = {
    group: {},
    startMs: window.startMs,
    stepMs: TILE_MS,
    bad: new Float64Array(),
    total: new Float64Array(),
  };
  return sumWindow(nothing, window, slo);
}
