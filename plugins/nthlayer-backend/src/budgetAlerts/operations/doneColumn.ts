import { NoticeWay } from '../BudgetAlertStore';

const COLUMNS = {
  event: 'published_at_ms',
  notification: 'notified_at_ms',
} as const satisfies Record<NoticeWay, string>;

/** Where it is kept that a notice has been told in a way. */
export function doneColumn(way: NoticeWay): (typeof COLUMNS)[NoticeWay] {
  return COLUMNS[way];
}
