import type { SloDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDuration } from '../format';

/** The window of an SLO in words; a calendar period by its name, since it is not of one length. */
export function windowText({
  period,
  windowMs,
}: Pick<SloDto, 'period' | 'windowMs'>): string {
  if (!period) {
    return formatDuration(windowMs);
  }
  const { count, unit } = period;
  return count === 1 ? `calendar ${unit}` : `${count} calendar ${unit}s`;
}
