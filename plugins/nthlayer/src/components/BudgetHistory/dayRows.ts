import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { isUnknown } from './gridPoints';

/** One local day of the chart. `undefined` where nothing is known. */
export interface DayRow {
  readonly startMs: number;
  /** Left at the end of the day. */
  readonly remaining?: number;
  readonly bad?: number;
  readonly total?: number;
  /** 0 to 1. */
  readonly coverage: number;
  /** Share of it that exclusions take out of the budget, 0 to 1. */
  readonly excluded: number;
}

/** The points of a chart by local day, the newest first. */
export function dayRows(points: readonly HistoryPointDto[]): DayRow[] {
  const days = new Map<string, HistoryPointDto[]>();
  for (const point of points) {
    const day = new Date(point.startMs).toDateString();
    days.set(day, [...(days.get(day) ?? []), point]);
  }
  return [...days.values()].map(dayRow).reverse();
}

function dayRow(points: readonly HistoryPointDto[]): DayRow {
  const known = points.filter(point => !isUnknown(point));
  const meanOf = (share: (point: HistoryPointDto) => number) =>
    points.reduce((sum, point) => sum + share(point), 0) / points.length;
  const coverage = meanOf(point => point.coverage);
  const excluded = meanOf(point => point.excluded ?? 0);
  const { startMs } = points[0];
  if (known.length === 0) {
    return { startMs, coverage, excluded };
  }
  return {
    startMs,
    coverage,
    excluded,
    remaining:
      known.filter(point => point.remaining !== null).at(-1)?.remaining ??
      undefined,
    bad: known.reduce((sum, point) => sum + (point.bad ?? 0), 0),
    total: known.reduce((sum, point) => sum + (point.total ?? 0), 0),
  };
}
