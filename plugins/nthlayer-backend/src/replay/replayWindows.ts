import { WindowRequest } from '@nthlayer/engine';
import { HOUR_MS, MINUTE_MS, floorTo } from '../durations';
import { Retention } from '../tiles/Retention';
import { TierRange } from '../tiles/TileStore';

/** From when on slots of each length are still kept; milliseconds since the epoch. */
export interface KeptSince {
  readonly fiveMinutesFromMs: number;
  readonly minutesFromMs: number;
}

/** What is surely kept now; what is about to be dropped counts as dropped. */
export function keptSince(
  { minuteMs, fiveMinutesMs }: Retention,
  nowMs: number,
): KeptSince {
  return {
    fiveMinutesFromMs: floorTo(nowMs - fiveMinutesMs, HOUR_MS) + HOUR_MS,
    minutesFromMs: floorTo(nowMs - minuteMs, HOUR_MS) + HOUR_MS,
  };
}

/** The length of the slots that are kept of a time. */
export function slotAt(timeMs: number, kept: KeptSince): number {
  if (timeMs >= kept.minutesFromMs) {
    return MINUTE_MS;
  }
  return timeMs >= kept.fiveMinutesFromMs ? 5 * MINUTE_MS : HOUR_MS;
}

/** A window that begins with a whole slot of what is kept, and says so. */
export function onSlots(window: WindowRequest, kept: KeptSince): WindowRequest {
  const slotMs = slotAt(window.startMs, kept);
  return {
    ...window,
    startMs: floorTo(window.startMs, slotMs),
    resolutionMs: Math.max(window.resolutionMs, slotMs),
  };
}

/** What has to be read for windows from `startMs` to `endMs`. */
export function replayRange(
  startMs: number,
  endMs: number,
  kept: KeptSince,
): TierRange {
  const within = (timeMs: number) => Math.min(endMs, Math.max(startMs, timeMs));
  return {
    startMs,
    fiveMinutesFromMs: within(kept.fiveMinutesFromMs),
    minutesFromMs: within(kept.minutesFromMs),
    endMs,
  };
}
