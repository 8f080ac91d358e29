import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * Text that is the same for the same set of labels, in whatever order they come.
 *
 * @public
 */
export function groupKey(labels: GroupLabels): string {
  const entries = Object.entries(labels);
  if (entries.length === 0) {
    return '[]';
  }
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(sorted);
}
