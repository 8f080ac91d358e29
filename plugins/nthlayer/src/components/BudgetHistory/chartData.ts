import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Columns of the chart: seconds of each point's end, bad events, budget left in per cent. `null` is a gap. */
export type ChartData = [number[], (number | null)[], (number | null)[]];

export function chartData(
  points: readonly HistoryPointDto[],
  stepMs: number,
): ChartData {
  return [
    points.map(({ startMs }) => (startMs + stepMs) / 1000),
    points.map(({ bad }) => bad),
    points.map(({ remaining }) =>
      remaining === null ? null : remaining * 100,
    ),
  ];
}
