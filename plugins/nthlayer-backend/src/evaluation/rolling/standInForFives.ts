import { TieredTiles } from '@nthlayer/engine';

/**
 * Where five minutes are kept no longer, an hour stands in the first of its fives, so that a window that is read in five
 * minutes counts it. From `keptMs` on all are kept.
 */
export function standInForFives(
  { fiveMinutes, hours }: TieredTiles,
  keptMs: number,
): void {
  const { known, bad, total, startMs, stepMs } = fiveMinutes;
  const perHour = hours.stepMs / stepMs;
  const firstHour = (startMs - hours.startMs) / hours.stepMs;
  const end = Math.min(known.length, (keptMs - startMs) / stepMs);
  for (let five = 0; five < end; five += perHour) {
    const hour = firstHour + five / perHour;
    const isKept = known.subarray(five, five + perHour).some(one => one > 0);
    if (!isKept && hours.known[hour] > 0) {
      known[five] = hours.known[hour];
      bad[five] = hours.bad[hour];
      total[five] = hours.total[hour];
    }
  }
}
