import { Slo, TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Interval, TileColumns, unknownColumns } from '@nthlayer/engine';
import { TILE_MS } from '../durations';
import { TileGroup, TileStore } from '../tiles/TileStore';
import { cutPart, ExcludedPart, partsOf } from './ExcludedPart';
import { ExcludedSums, PartSums } from './PartSums';

/**
 * What was counted in the excluded time of one group, so that it can be taken out of any window. Where single tiles are
 * kept no longer, whole slots of five minutes or hours are excluded. Of an SLO that counts slices nothing was: its
 * slices are cut from tiles that are without traffic where they are excluded.
 */
export class ExcludedTiles {
  static async read(
    tiles: TileStore,
    group: TileGroup | undefined,
    { intervals, slo, endMs }: ExcludedOf,
  ): Promise<ExcludedTiles> {
    if (slo.slices) {
      return ExcludedTiles.withoutTraffic(intervals);
    }
    const parts = partsOf(intervals, endMs, tiles.retention);
    const columns = await Promise.all(
      parts.map(part => readPart(tiles, group, part)),
    );
    return new ExcludedTiles(columns.map(each => new PartSums(each)));
  }

  /** Of an SLO that counts slices. */
  static withoutTraffic(intervals: readonly Interval[]): ExcludedTiles {
    return new ExcludedTiles(
      intervals.map(each => ({
        addTo: (sums, window) => addWithoutTraffic(sums, each, window),
      })),
    );
  }

  readonly #parts: readonly Pick<PartSums, 'addTo'>[];

  constructor(parts: readonly Pick<PartSums, 'addTo'>[]) {
    this.#parts = parts;
  }

  /** Sums of the excluded tiles that start within a window. */
  sums(window: Interval): TileSums {
    const sums = { bad: 0, total: 0, knownTiles: 0, expectedTiles: 0 };
    this.#parts.forEach(part => part.addTo(sums, window));
    return sums;
  }
}

/** What is excluded, of which SLO, before when. */
export interface ExcludedOf {
  readonly intervals: readonly Interval[];
  readonly slo: Pick<Slo, 'slices'>;
  readonly endMs: number;
}

/** What has to be read for a part, as far as it is kept in slots of its length. */
export function rangeOf({ tier, startMs, endMs }: ExcludedPart) {
  return {
    startMs,
    fiveMinutesFromMs: tier === 'hours' ? endMs : startMs,
    minutesFromMs: tier === 'minutes' ? startMs : endMs,
    endMs,
  };
}

async function readPart(
  tiles: TileStore,
  group: TileGroup | undefined,
  part: ExcludedPart,
): Promise<TileColumns> {
  const { stepMs, startMs, endMs } = part;
  if (!group) {
    return unknownColumns(startMs, stepMs, (endMs - startMs) / stepMs);
  }
  const [tiers] = await tiles.readTiers([group.id], rangeOf(part));
  return cutPart(tiers, part);
}

function addWithoutTraffic(
  sums: ExcludedSums,
  one: Interval,
  other: Interval,
): void {
  const startMs = Math.max(one.startMs, other.startMs);
  const endMs = Math.min(one.endMs, other.endMs);
  const tiles = Math.max(0, endMs - startMs) / TILE_MS;
  sums.knownTiles += tiles;
  sums.expectedTiles += tiles;
}
