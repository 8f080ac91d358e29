import { TileSums } from '@nthlayer/backstage-plugin-nthlayer-common';
import { BASE_TILE_MS } from '../tiles/baseTile';
import { TileColumns } from './TileColumns';

/**
 * What a ledger holds of one group, in all resolutions at once: the recent past in minutes, a longer one in five
 * minutes, the whole in hours. All end together; each begins on an hour.
 *
 * @public
 */
export interface TieredTiles {
  readonly minutes: TileColumns;
  readonly fiveMinutes: TileColumns;
  readonly hours: TileColumns;
}

/**
 * Sums [startMs, endMs) from the longest slots that fit: hours where the window is old, minutes where it is recent.
 * `startMs` lies on a boundary of the resolution that is kept there; where it does not, the window begins with the
 * slot that holds it. The result is the same in whatever resolution the slots are, because slots are exact sums.
 *
 * @public
 */
export function sumTiers(
  tiers: TieredTiles,
  startMs: number,
  endMs: number,
): TileSums {
  const { minutes, fiveMinutes, hours } = tiers;
  const sums = { bad: 0, total: 0, knownTiles: 0 };
  addSlots(sums, hours, startMs, Math.min(endMs, fiveMinutes.startMs));
  addSlots(
    sums,
    fiveMinutes,
    Math.max(startMs, fiveMinutes.startMs),
    Math.min(endMs, minutes.startMs),
  );
  addSlots(sums, minutes, Math.max(startMs, minutes.startMs), endMs);
  const expectedTiles = Math.max(0, endMs - startMs) / BASE_TILE_MS;
  return { ...sums, expectedTiles };
}

/**
 * End of the newest slot of which something is known; undefined when nothing is.
 *
 * @public
 */
export function newestKnownEnd(tiers: TieredTiles): number | undefined {
  for (const { known, startMs, stepMs } of [
    tiers.minutes,
    tiers.fiveMinutes,
    tiers.hours,
  ]) {
    const newest = known.findLastIndex(tiles => tiles > 0);
    if (newest >= 0) {
      return startMs + (newest + 1) * stepMs;
    }
  }
  return undefined;
}

function addSlots(
  sums: { bad: number; total: number; knownTiles: number },
  columns: TileColumns,
  startMs: number,
  endMs: number,
): void {
  const slotAt = (timeMs: number) =>
    (timeMs - columns.startMs) / columns.stepMs;
  const first = Math.max(0, Math.floor(slotAt(startMs)));
  const last = Math.min(columns.known.length, Math.ceil(slotAt(endMs)));
  for (let slot = first; slot < last; slot++) {
    sums.bad += columns.bad[slot];
    sums.total += columns.total[slot];
    sums.knownTiles += columns.known[slot];
  }
}
