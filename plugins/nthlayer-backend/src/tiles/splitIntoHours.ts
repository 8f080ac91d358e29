import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { HOUR_MS, TILE_MS, floorTo } from '../durations';
import { HourTiles, tileOfHour, unknownHour } from './HourTiles';

/**
 * The known tiles of a series, by hour; hours without any are left out. Tiles outside [startMs, endMs) and counts
 * that are no numbers are ignored, so that a faulty source cannot write where it was not asked.
 */
export function splitIntoHours(
  series: TileSeries,
  startMs: number,
  endMs: number,
): HourTiles[] {
  const hours = new Map<number, HourTiles>();
  if (series.stepMs !== TILE_MS) {
    return [];
  }
  for (let index = 0; index < series.total.length; index++) {
    const timeMs = series.startMs + index * series.stepMs;
    const bad = series.bad[index];
    const total = series.total[index];
    const asked = timeMs >= startMs && timeMs < endMs;
    if (asked && Number.isFinite(bad) && Number.isFinite(total)) {
      const hourMs = floorTo(timeMs, HOUR_MS);
      const hour = hours.get(hourMs) ?? unknownHour(hourMs);
      hours.set(hourMs, hour);
      hour.bad[tileOfHour(timeMs)] = bad;
      hour.total[tileOfHour(timeMs)] = total;
    }
  }
  return [...hours.values()];
}
