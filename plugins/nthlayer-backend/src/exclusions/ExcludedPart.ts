import { Interval, TileColumns, TieredTiles } from '@nthlayer/engine';
import { HOUR_MS, MINUTE_MS, TILE_MS, floorTo } from '../durations';
import { Retention } from '../tiles/Retention';
import { TierRange } from '../tiles/TileStore';

/** Excluded time in slots of one length. */
export interface ExcludedPart extends Interval {
  readonly tier: keyof TieredTiles;
  readonly stepMs: number;
}

/** When slots of minutes, and of five minutes, begin that are surely kept at a time. */
export interface TierStarts {
  readonly minutesFromMs: number;
  readonly fiveMinutesFromMs: number;
}

export function tierStarts(
  endMs: number,
  { minuteMs, fiveMinutesMs }: Retention,
): TierStarts {
  const fromMs = (lengthMs: number) =>
    floorTo(endMs - lengthMs, HOUR_MS) + HOUR_MS;
  const minutesFromMs = fromMs(minuteMs);
  const fiveMinutesFromMs = Math.min(fromMs(fiveMinutesMs), minutesFromMs);
  return { minutesFromMs, fiveMinutesFromMs };
}

/**
 * Sorted, disjoint intervals as of the end of the newest tile, cut where slots of another length begin and widened to
 * whole slots, each one once.
 */
export function partsOf(
  intervals: readonly Interval[],
  endMs: number,
  retention: Retention,
): ExcludedPart[] {
  const { minutesFromMs, fiveMinutesFromMs } = tierStarts(endMs, retention);
  const tiers = [
    { tier: 'hours', stepMs: HOUR_MS, startMs: -Infinity },
    {
      tier: 'fiveMinutes',
      stepMs: 5 * MINUTE_MS,
      startMs: fiveMinutesFromMs,
    },
    { tier: 'minutes', stepMs: TILE_MS, startMs: minutesFromMs },
  ] as const;
  const parts: ExcludedPart[] = [];
  for (const interval of intervals) {
    for (let index = 0; index < tiers.length; index++) {
      const { tier, stepMs, startMs: tierMs } = tiers[index];
      const untilMs = tiers[index + 1]?.startMs ?? Infinity;
      const partEndMs =
        Math.ceil(Math.min(interval.endMs, untilMs) / stepMs) * stepMs;
      const startMs = Math.max(
        parts.at(-1)?.endMs ?? -Infinity,
        floorTo(Math.max(interval.startMs, tierMs), stepMs),
      );
      if (interval.startMs < untilMs && startMs < partEndMs) {
        parts.push({ tier, stepMs, startMs, endMs: partEndMs });
      }
    }
  }
  return parts;
}

/** A range that some parts are within, too, each as far as it is kept in slots of its length. */
export function coverParts(
  range: TierRange,
  parts: readonly ExcludedPart[],
): TierRange {
  const from = (fromMs: number, ...tiers: ExcludedPart['tier'][]) =>
    parts.reduce(
      (least, { tier, startMs }) =>
        tiers.includes(tier) ? Math.min(least, startMs) : least,
      fromMs,
    );
  return {
    startMs: from(range.startMs, 'hours', 'fiveMinutes', 'minutes'),
    fiveMinutesFromMs: from(range.fiveMinutesFromMs, 'fiveMinutes', 'minutes'),
    minutesFromMs: from(range.minutesFromMs, 'minutes'),
    endMs: Math.max(range.endMs, ...parts.slice(-1).map(({ endMs }) => endMs)),
  };
}

/** The columns of a part, of tiles that reach as far. */
export function cutPart(
  tiers: TieredTiles,
  { tier, stepMs, startMs, endMs }: ExcludedPart,
): TileColumns {
  const { startMs: fromMs, known, bad, total } = tiers[tier];
  const first = (startMs - fromMs) / stepMs;
  const last = first + (endMs - startMs) / stepMs;
  return {
    startMs,
    stepMs,
    known: known.subarray(first, last),
    bad: bad.subarray(first, last),
    total: total.subarray(first, last),
  };
}
