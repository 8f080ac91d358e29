import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  Interval,
  TieredTiles,
  TileColumns,
  unknownColumns,
} from '@nthlayer/engine';
import { TILE_MS } from '../durations';
import { cutPart, ExcludedPart } from './ExcludedPart';
import { ExcludedSums, PartSums } from './PartSums';

/**
 * What was counted in the excluded time of one group, so that it can be taken out of any window. Where single tiles are
 * kept no longer, whole slots of five minutes or hours are excluded. Of an SLO that counts slices nothing was: its
 * slices are cut from tiles that are without traffic where they are excluded.
 */
export class ExcludedTiles {
  /** Cut from the tiles of the group, which reach as far; without them nothing is known. */
  static of(
    tiers: TieredTiles | undefined,
    parts: readonly ExcludedPart[],
  ): ExcludedTiles {
    return new ExcludedTiles(
      parts.map(
        part => new PartSums(tiers ? cutPart(tiers, part) : unknownPart(part)),
      ),
    );
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

/** What has to be read for a part, as far as it is kept in slots of its length. */
export function rangeOf({ tier, startMs, endMs }: ExcludedPart) {
  return {
    startMs,
    fiveMinutesFromMs: tier === 'hours' ? endMs : startMs,
    minutesFromMs: tier === 'minutes' ? startMs : endMs,
    endMs,
  };
}

function unknownPart({ stepMs, startMs, endMs }: ExcludedPart): TileColumns {
  return unknownColumns(startMs, stepMs, (endMs - startMs) / stepMs);
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
