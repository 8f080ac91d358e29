import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupKey } from '@nthlayer/engine';

/** A group by what it is called. */
export interface GroupName {
  readonly sliRevisionId: number;
  readonly labels: GroupLabels;
}

/** What no two groups have in common; it begins with the revision and a space. */
export function keyOf({ sliRevisionId, labels }: GroupName): string {
  return `${sliRevisionId} ${groupKey(labels)}`;
}
