import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Whether all that is known of a window is that nothing happened in it; a chart would show nothing. */
export function isIdle(points: readonly HistoryPointDto[]): boolean {
  const known = points.filter(
    ({ total, excluded = 0 }) => total !== null && excluded < 1,
  );
  return known.length > 0 && known.every(({ total }) => total === 0);
}
