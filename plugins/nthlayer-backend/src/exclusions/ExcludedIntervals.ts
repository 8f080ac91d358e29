import { clipIntervals, excludedIntervals, Interval } from '@nthlayer/engine';
import { DAY_MS, floorTo } from '../durations';
import { StoredExclusion } from './ExclusionStore';

/** The time that some exclusions take out of one SLO. Rules are expanded once for days ahead. */
export class ExcludedIntervals {
  /** Equal for equal exclusions. */
  readonly key: string;
  readonly #exclusions: readonly StoredExclusion[];
  #expanded?: { readonly range: Interval; readonly intervals: Interval[] };
  #latest?: { readonly range: Interval; readonly intervals: Interval[] };

  constructor(exclusions: readonly StoredExclusion[]) {
    this.key = exclusions.map(({ id }) => id).join();
    this.#exclusions = exclusions;
  }

  /** Sorted, disjoint and on boundaries of tiles. */
  intervals(range: Interval): readonly Interval[] {
    if (!this.#latest || !isSame(this.#latest.range, range)) {
      const intervals = clipIntervals(this.#expand(range), range);
      this.#latest = { range, intervals };
    }
    return this.#latest.intervals;
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

function isSame(one: Interval, other: Interval): boolean {
  return one.startMs === other.startMs && one.endMs === other.endMs;
}
