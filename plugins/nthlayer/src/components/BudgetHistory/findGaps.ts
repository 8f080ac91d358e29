import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { isUnknown, knownShare } from './gridPoints';

export interface Gap {
  readonly startMs: number;
  readonly endMs: number;
}

export interface HatchedArea extends Gap {
  /** Known in part: hatched more lightly, and the line goes on. */
  readonly partly: boolean;
}

/** A step of which more is known is not hatched: the hatching would claim more than is missing. */
const HATCHED_BELOW = 0.9;

/** Stretches of a chart of which something is unknown. */
export function findGaps(
  points: readonly HistoryPointDto[],
  stepMs: number,
): Gap[] {
  return stretches(
    points.filter(point => knownShare(point) < 1),
    stepMs,
  );
}

/** What the chart hatches: all that is unknown, and steps with a visible part of it. */
export function hatchedAreas(
  points: readonly HistoryPointDto[],
  stepMs: number,
): HatchedArea[] {
  const partly = points.filter(
    point => !isUnknown(point) && knownShare(point) < HATCHED_BELOW,
  );
  return [
    ...stretches(points.filter(isUnknown), stepMs).map(gap => ({
      ...gap,
      partly: false,
    })),
    ...stretches(partly, stepMs).map(gap => ({ ...gap, partly: true })),
  ];
}

/** Stretches of which an exclusion takes something out of the budget. */
export function excludedAreas(
  points: readonly HistoryPointDto[],
  stepMs: number,
): Gap[] {
  return stretches(
    points.filter(({ excluded = 0 }) => excluded > 0),
    stepMs,
  );
}

/** Joins neighbouring points. */
function stretches(points: readonly HistoryPointDto[], stepMs: number): Gap[] {
  const gaps: Gap[] = [];
  for (const point of points) {
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
