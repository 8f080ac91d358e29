import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** How much of a chart's time exclusions take out of the budget. */
export function excludedMs(
  points: readonly HistoryPointDto[],
  stepMs: number,
): number {
  return points.reduce((sum, { excluded = 0 }) => sum + excluded * stepMs, 0);
}
