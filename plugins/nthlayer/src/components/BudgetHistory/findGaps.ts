import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { isUnknown } from './gridPoints';

export interface Gap {
  readonly startMs: number;
  readonly endMs: number;
}

/** Stretches of a chart of which nothing is known. */
export function findGaps(
  points: readonly HistoryPointDto[],
  stepMs: number,
): Gap[] {
  const gaps: Gap[] = [];
  for (const point of points.filter(isUnknown)) {
    const last = gaps.at(-1);
    const endMs = point.startMs + stepMs;
    if (last?.endMs === point.startMs) {
      gaps[gaps.length - 1] = { startMs: last.startMs, endMs };
    } else {
      gaps.push({ startMs: point.startMs, endMs });
    }
  }
  return gaps;
}
