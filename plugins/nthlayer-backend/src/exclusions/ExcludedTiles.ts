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

/** What was counted in one stretch of excluded time. */
type ExcludedStretch = Interval & Pick<PartSums, 'addTo' | 'isWhole'>;

const ALWAYS: Interval = { startMs: -Infinity, endMs: Infinity };

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
        ...each,
        isWhole: true,
        addTo: (sums, window) => addWithoutTraffic(sums, each, window),
      })),
    );
  }

  readonly #stretches: readonly ExcludedStretch[];
  /** Sums of all stretches before each, and of all; none where they depend on the order in which they are added. */
  readonly #before?: readonly ExcludedSums[];

  /** Sorted and disjoint. */
  constructor(stretches: readonly ExcludedStretch[]) {
    this.#stretches = stretches;
    if (stretches.every(({ isWhole }) => isWhole)) {
      const sums = nothing();
      this.#before = [
        nothing(),
        ...stretches.map(stretch => {
          stretch.addTo(sums, ALWAYS);
          return { ...sums };
        }),
      ];
    }
  }

  /** Sums of the excluded tiles that start within a window. */
  sums(window: Interval): TileSums {
    const sums = nothing();
    const stretches = this.#stretches;
    const first = this.#firstAfter(window.startMs);
    let last = stretches.length - 1;
    while (last > first && stretches[last].startMs >= window.endMs) {
      last -= 1;
    }
    for (let at = first; at <= last; at++) {
      stretches[at].addTo(sums, window);
      if (this.#before && at === first && first < last) {
        addBetween(sums, this.#before[first + 1], this.#before[last]);
        at = last - 1;
      }
    }
    return sums;
  }

  /** The first stretch that ends after a time. */
  #firstAfter(timeMs: number): number {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#stretches[middle].endMs > timeMs) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
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

function nothing(): ExcludedSums {
  return { bad: 0, total: 0, knownTiles: 0, expectedTiles: 0 };
}

function addBetween(
  sums: ExcludedSums,
  from: ExcludedSums,
  to: ExcludedSums,
): void {
  sums.bad += to.bad - from.bad;
  sums.total += to.total - from.total;
  sums.knownTiles += to.knownTiles - from.knownTiles;
  sums.expectedTiles += to.expectedTiles - from.expectedTiles;
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
