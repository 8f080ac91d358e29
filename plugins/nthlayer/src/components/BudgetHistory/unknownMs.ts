import type { HistoryPointDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { knownShare } from './gridPoints';

/** How much time of some points is unknown, the parts of points included; more than 0 if any is. */
export function unknownMs(
  points: readonly HistoryPointDto[],
  stepMs: number,
): number {
  const steps = points.reduce((sum, point) => sum + 1 - knownShare(point), 0);
  return Math.ceil(Number((steps * stepMs).toPrecision(9)));
}
