import { TieredTiles } from '@nthlayer/engine';

/**
 * Where five minutes are kept no longer, an hour stands in the first of its fives, so that a window that is read in five
 * minutes counts it.
 */
export function standInForFives({ fiveMinutes, hours }: TieredTiles): void {
  const perHour = hours.stepMs / fiveMinutes.stepMs;
  const firstHour = (fiveMinutes.startMs - hours.startMs) / hours.stepMs;
  for (let five = 0; five < fiveMinutes.known.length; five += perHour) {
    const hour = firstHour + five / perHour;
    const isKept = fiveMinutes.known
      .subarray(five, five + perHour)
      .some(tiles => tiles > 0);
    if (!isKept && hours.known[hour] > 0) {
      fiveMinutes.known[five] = hours.known[hour];
      fiveMinutes.bad[five] = hours.bad[hour];
      fiveMinutes.total[five] = hours.total[hour];
    }
  }
}
