import { TruthTiles } from '@nthlayer/simulator';
import { BurnAlert } from '../rules/burnAlert';

const MINUTE_MS = 60_000;

/** Sums of the newest tiles, up to and with each minute. */
function sumsOver(tiles: Float64Array, windowMs: number): Float64Array {
  const length = windowMs / MINUTE_MS;
  const sums = new Float64Array(tiles.length);
  let sum = 0;
  for (let minute = 0; minute < tiles.length; minute++) {
    sum += tiles[minute] - (minute >= length ? tiles[minute - length] : 0);
    sums[minute] = sum;
  }
  return sums;
}

/** Minutes, by number, at which an alert fires. Without traffic a ratio is not a number, which is above nothing. */
export function firingMinutes(
  { bad, total }: TruthTiles,
  { longMs, shortMs, threshold, minBadEvents }: BurnAlert,
): Set<number> {
  const windows = [longMs, shortMs].map(windowMs => ({
    bad: sumsOver(bad, windowMs),
    total: sumsOver(total, windowMs),
  }));
  const firing = new Set<number>();
  for (let minute = 0; minute < bad.length; minute++) {
    const isAbove = windows.every(
      window => window.bad[minute] / window.total[minute] > threshold,
    );
    if (isAbove && windows[0].bad[minute] >= minBadEvents) {
      firing.add(minute);
    }
  }
  return firing;
}

/** Times that somebody is paged: stretches in which at least one of the alerts fires. */
export function episodes(firing: ReadonlySet<number>): number {
  return [...firing].filter(minute => !firing.has(minute - 1)).length;
}
