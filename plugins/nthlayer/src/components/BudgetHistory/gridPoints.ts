import type {
  HistoryPointDto,
  SloHistoryDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/** Every point of the window's grid, in order of time; one that the answer lacks is unknown. */
export function gridPoints(history: SloHistoryDto): HistoryPointDto[] {
  const { startMs, endMs, stepMs, points } = history;
  if (stepMs <= 0) {
    return [...points];
  }
  const byStart = new Map(points.map(point => [point.startMs, point]));
  const first = points[0]?.startMs ?? startMs;
  const offset = Math.ceil((first - startMs) / stepMs);
  const grid: HistoryPointDto[] = [];
  for (let at = first - offset * stepMs; at < endMs; at += stepMs) {
    grid.push(byStart.get(at) ?? unknownPoint(at));
  }
  return grid;
}

/** Whether a point tells nothing; one without traffic does tell something. */
export function isUnknown(point: HistoryPointDto): boolean {
  return point.total === null;
}

/** Share of a point's time that is known, 0 to 1. */
export function knownShare(point: HistoryPointDto): number {
  return isUnknown(point) ? 0 : point.coverage;
}

function unknownPoint(startMs: number): HistoryPointDto {
  return { startMs, bad: null, total: null, coverage: 0, remaining: null };
}
