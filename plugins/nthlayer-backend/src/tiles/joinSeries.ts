import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TileColumns, groupKey, overlayTiles } from '@nthlayer/engine';
import { toMinutes } from './toMinutes';

/** The known tiles of one group. */
export interface KnownTiles {
  readonly labels: TileSeries['group'];
  readonly minutes: TileColumns;
}

/** The known tiles of every group over a range, one series after the other. */
export class JoinedSeries {
  readonly #range: { startMs: number; endMs: number };
  readonly #groups = new Map<string, KnownTiles>();

  constructor(range: { startMs: number; endMs: number }) {
    this.#range = range;
  }

  add(series: TileSeries): void {
    const { startMs, endMs } = this.#range;
    const minutes = toMinutes(series, startMs, endMs);
    const key = groupKey(series.group);
    const earlier = this.#groups.get(key);
    if (minutes && earlier) {
      overlayTiles(earlier.minutes, minutes);
    } else if (minutes) {
      this.#groups.set(key, { labels: series.group, minutes });
    }
  }

  list(): KnownTiles[] {
    return [...this.#groups.values()];
  }
}

/** The known tiles of every group over a range. Where a source gives a group twice, the later series goes over the other. */
export function joinSeries(
  series: readonly TileSeries[],
  range: { startMs: number; endMs: number },
): KnownTiles[] {
  if (series.length === 1) {
    const [{ group: labels }] = series;
    const minutes = toMinutes(series[0], range.startMs, range.endMs);
    return minutes ? [{ labels, minutes }] : [];
  }
  const joined = new JoinedSeries(range);
  series.forEach(one => joined.add(one));
  return joined.list();
}
