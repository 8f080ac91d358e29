import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TileColumns, groupKey, overlayTiles } from '@nthlayer/engine';
import { toMinutes } from './toMinutes';

/** The known tiles of one group. */
export interface KnownTiles {
  readonly labels: TileSeries['group'];
  readonly minutes: TileColumns;
}

/** The known tiles of every group over a range. Where a source gives a group twice, the later series goes over the other. */
export function joinSeries(
  series: readonly TileSeries[],
  { startMs, endMs }: { startMs: number; endMs: number },
): KnownTiles[] {
  if (series.length === 1) {
    const [{ group: labels }] = series;
    const minutes = toMinutes(series[0], startMs, endMs);
    return minutes ? [{ labels, minutes }] : [];
  }
  const groups = new Map<string, KnownTiles>();
  for (const one of series) {
    const minutes = toMinutes(one, startMs, endMs);
    const key = groupKey(one.group);
    const earlier = groups.get(key);
    if (minutes && earlier) {
      overlayTiles(earlier.minutes, minutes);
    } else if (minutes) {
      groups.set(key, { labels: one.group, minutes });
    }
  }
  return [...groups.values()];
}
