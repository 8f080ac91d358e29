import { Slo, TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  Interval,
  TieredTiles,
  TileColumns,
  unknownColumns,
} from '@nthlayer/engine';
import { HOUR_MS, MINUTE_MS, TILE_MS, floorTo } from '../durations';
import { TileGroup, TileStore } from '../tiles/TileStore';

/**
 * What was counted in the excluded time of one group, so that it can be taken out of any window. Where single tiles are
 * kept no longer, whole slots of five minutes or hours are excluded. Of an SLO that counts slices nothing was: its
 * slices are cut from tiles that are without traffic where they are excluded.
 */
export class ExcludedTiles {
  static async read(
    tiles: TileStore,
    group: TileGroup | undefined,
    { intervals, slo, endMs }: ExcludedTime,
  ): Promise<ExcludedTiles> {
    if (slo.slices) {
      return new ExcludedTiles(intervals.map(tilesWithoutTraffic));
    }
    const { minuteMs, fiveMinutesMs } = tiles.retention;
    const parts = partsOf(intervals, {
      fiveMinutesFromMs: floorTo(endMs - fiveMinutesMs, HOUR_MS) + HOUR_MS,
      minutesFromMs: floorTo(endMs - minuteMs, HOUR_MS) + HOUR_MS,
    });
    return new ExcludedTiles(
      await Promise.all(parts.map(part => readPart(tiles, group, part))),
    );
  }

  readonly #parts: readonly TileColumns[];

  private constructor(parts: readonly TileColumns[]) {
    this.#parts = parts;
  }

  /** Sums of the excluded tiles that start within a window. */
  sums(window: Interval): TileSums {
    const sums = { bad: 0, total: 0, knownTiles: 0, expectedTiles: 0 };
    for (const { startMs, stepMs, known, bad, total } of this.#parts) {
      const slotAt = (timeMs: number) => Math.ceil((timeMs - startMs) / stepMs);
      const last = Math.min(known.length, slotAt(window.endMs));
      for (let at = Math.max(0, slotAt(window.startMs)); at < last; at++) {
        sums.bad += bad[at];
        sums.total += total[at];
        sums.knownTiles += known[at];
        sums.expectedTiles += stepMs / TILE_MS;
      }
    }
    return sums;
  }
}

/** What is excluded, of which SLO, before when. */
export interface ExcludedTime {
  readonly intervals: readonly Interval[];
  readonly slo: Pick<Slo, 'slices'>;
  readonly endMs: number;
}

/** Excluded time in slots of one length. */
interface Part extends Interval {
  readonly tier: keyof TieredTiles;
  readonly stepMs: number;
}

/** Sorted, disjoint intervals, cut where slots of another length begin and widened to whole slots, each one once. */
function partsOf(
  intervals: readonly Interval[],
  from: { fiveMinutesFromMs: number; minutesFromMs: number },
): Part[] {
  const { fiveMinutesFromMs, minutesFromMs } = from;
  const tiers = [
    { tier: 'hours', stepMs: HOUR_MS, startMs: -Infinity },
    {
      tier: 'fiveMinutes',
      stepMs: 5 * MINUTE_MS,
      startMs: Math.min(fiveMinutesFromMs, minutesFromMs),
    },
    { tier: 'minutes', stepMs: TILE_MS, startMs: minutesFromMs },
  ] as const;
  const parts: Part[] = [];
  for (const interval of intervals) {
    for (const [index, { tier, stepMs, startMs: tierMs }] of tiers.entries()) {
      const untilMs = tiers[index + 1]?.startMs ?? Infinity;
      const endMs =
        Math.ceil(Math.min(interval.endMs, untilMs) / stepMs) * stepMs;
      const startMs = Math.max(
        parts.at(-1)?.endMs ?? -Infinity,
        floorTo(Math.max(interval.startMs, tierMs), stepMs),
      );
      if (interval.startMs < untilMs && startMs < endMs) {
        parts.push({ tier, stepMs, startMs, endMs });
      }
    }
  }
  return parts;
}

async function readPart(
  tiles: TileStore,
  group: TileGroup | undefined,
  { tier, stepMs, startMs, endMs }: Part,
): Promise<TileColumns> {
  const slots = (endMs - startMs) / stepMs;
  if (!group) {
    return unknownColumns(startMs, stepMs, slots);
  }
  const [tiers] = await tiles.readTiers([group.id], {
    startMs,
    fiveMinutesFromMs: tier === 'hours' ? endMs : startMs,
    minutesFromMs: tier === 'minutes' ? startMs : endMs,
    endMs,
  });
  const columns = tiers[tier];
  const first = (startMs - columns.startMs) / stepMs;
  return {
    startMs,
    stepMs,
    known: columns.known.subarray(first, first + slots),
    bad: columns.bad.subarray(first, first + slots),
    total: columns.total.subarray(first, first + slots),
  };
}

function tilesWithoutTraffic({ startMs, endMs }: Interval): TileColumns {
  const tiles = unknownColumns(startMs, TILE_MS, (endMs - startMs) / TILE_MS);
  tiles.known.fill(1);
  return tiles;
}
