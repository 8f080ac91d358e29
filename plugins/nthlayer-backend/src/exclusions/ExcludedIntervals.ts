import { clipIntervals, excludedIntervals, Interval } from '@nthlayer/engine';
import { DAY_MS, floorTo } from '../durations';
import { Retention } from '../tiles/Retention';
import { ExcludedPart, partsOf, TierStarts, tierStarts } from './ExcludedPart';
import { StoredExclusion } from './ExclusionStore';

/** Windows of so many lengths, more or less, have their time worked out once. */
const MOST_RANGES = 16;

interface KnownIntervals {
  endMs: number;
  readonly intervals: readonly Interval[];
}

interface KnownParts extends TierStarts {
  readonly intervals: readonly Interval[];
  readonly parts: readonly ExcludedPart[];
}

/**
 * The time that some exclusions take out of SLOs. Rules are expanded once for days ahead. Lists and parts are the very
 * same as long as what is in them is.
 */
export class ExcludedIntervals {
  /** Equal for equal exclusions. */
  readonly key: string;
  readonly #exclusions: readonly StoredExclusion[];
  #expanded?: { readonly range: Interval; readonly intervals: Interval[] };
  /** By the starts of ranges. */
  readonly #clipped = new Map<number, KnownIntervals>();
  readonly #parts = new Map<number, KnownParts>();

  constructor(exclusions: readonly StoredExclusion[]) {
    this.key = exclusions.map(({ id }) => id).join();
    this.#exclusions = exclusions;
  }

  /** Sorted, disjoint and on boundaries of tiles. */
  intervals(range: Interval): readonly Interval[] {
    const { startMs, endMs } = range;
    const known = this.#clipped.get(startMs);
    if (known?.endMs === endMs) {
      return known.intervals;
    }
    const intervals = clipIntervals(this.#expand(range), range);
    if (known && areSame(known.intervals, intervals)) {
      known.endMs = endMs;
      return known.intervals;
    }
    keep(this.#clipped, startMs, { endMs, intervals });
    return intervals;
  }

  /** The same as of the end of a range, by how long tiles are kept; from the start of its first day on. */
  parts(
    { startMs, endMs }: Interval,
    retention: Retention,
  ): readonly ExcludedPart[] {
    // begins no later with every minute, so that the oldest part stays the same for a day
    const dayMs = floorTo(startMs, DAY_MS);
    const intervals = this.intervals({ startMs: dayMs, endMs });
    const starts = tierStarts(endMs, retention);
    const known = this.#parts.get(dayMs);
    if (
      known?.intervals === intervals &&
      known.minutesFromMs === starts.minutesFromMs &&
      known.fiveMinutesFromMs === starts.fiveMinutesFromMs
    ) {
      return known.parts;
    }
    const parts = partsOf(intervals, endMs, retention).map((part, index) =>
      isSamePart(part, known?.parts[index]) ? known!.parts[index] : part,
    );
    keep(this.#parts, dayMs, { ...starts, intervals, parts });
    return parts;
  }

  #expand({ startMs, endMs }: Interval): readonly Interval[] {
    const known = this.#expanded;
    if (known && startMs >= known.range.startMs && endMs <= known.range.endMs) {
      return known.intervals;
    }
    const range = {
      startMs: floorTo(startMs, DAY_MS),
      endMs: floorTo(endMs, DAY_MS) + 2 * DAY_MS,
    };
    const intervals = excludedIntervals(this.#exclusions, range);
    this.#expanded = { range, intervals };
    return intervals;
  }
}

function areSame(
  one: readonly Interval[],
  other: readonly Interval[],
): boolean {
  return (
    one.length === other.length &&
    one.every(
      ({ startMs, endMs }, index) =>
        startMs === other[index].startMs && endMs === other[index].endMs,
    )
  );
}

function isSamePart(one: ExcludedPart, other?: ExcludedPart): boolean {
  return (
    one.tier === other?.tier &&
    one.startMs === other.startMs &&
    one.endMs === other.endMs
  );
}

function keep<V>(known: Map<number, V>, key: number, value: V): void {
  if (known.size >= MOST_RANGES && !known.has(key)) {
    known.clear();
  }
  known.set(key, value);
}
