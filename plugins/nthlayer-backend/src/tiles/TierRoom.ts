import {
  TIERS,
  TieredTiles,
  TileColumns,
  unknownColumns,
} from '@nthlayer/engine';
import { floorTo, HOUR_MS } from '../durations';
import { TierRange } from './TileStore';

/**
 * Tiles of which nothing is known, to be filled. Who reads many groups, some at a time, reads them into the same room: what
 * was read is good until the next ones are.
 */
export class TierRoom {
  readonly #kept: TieredTiles[] = [];

  /** For the group at an index of those that are read together. */
  at(index: number, range: TierRange): TieredTiles {
    const { startMs, fiveMinutesFromMs, minutesFromMs, endMs } = range;
    const kept = this.#kept.at(index);
    const empty = (
      before: TileColumns | undefined,
      fromMs: number,
      stepMs: number,
    ) => emptyColumns(before, { fromMs, endMs, stepMs });
    const { minute, fiveMinutes, hour } = TIERS;
    const tiers = {
      minutes: empty(kept?.minutes, minutesFromMs, minute.stepMs),
      fiveMinutes: empty(
        kept?.fiveMinutes,
        fiveMinutesFromMs,
        fiveMinutes.stepMs,
      ),
      hours: empty(kept?.hours, startMs, hour.stepMs),
    };
    this.#kept[index] = tiers;
    return tiers;
  }
}

/** In place of others of the same time, where there are any. */
function emptyColumns(
  before: TileColumns | undefined,
  of: { fromMs: number; endMs: number; stepMs: number },
): TileColumns {
  const { stepMs, endMs } = of;
  const startMs = floorTo(of.fromMs, HOUR_MS);
  const slots = Math.max(0, Math.ceil((endMs - startMs) / stepMs));
  if (before?.startMs !== startMs || before.known.length !== slots) {
    return unknownColumns(startMs, stepMs, slots);
  }
  before.known.fill(0);
  before.bad.fill(0);
  before.total.fill(0);
  return before;
}
