import { NotificationSeverity } from '@backstage/plugin-notifications-common';
import { NoticeLevel, thresholdOf } from '@nthlayer/engine';

const RANKS: readonly NotificationSeverity[] = ['critical', 'high', 'normal'];

/** How a notice of a level is marked. */
export function severityOf(level: NoticeLevel): NotificationSeverity {
  const percent = thresholdOf(level);
  if (percent === undefined) {
    return level.startsWith('page') ? 'critical' : 'high';
  }
  return percent >= 95 ? 'high' : 'normal';
}

/** Where many are to be told, those of a lower rank are told first. */
export function rankOf(level: NoticeLevel): number {
  return RANKS.indexOf(severityOf(level));
}
