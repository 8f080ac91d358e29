import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, sha256 } from '@nthlayer/engine';

/** What tells the groups of an SLO apart in a key. */
export function labelsHash(labels: GroupLabels): string {
  return sha256(canonicalJson(labels));
}
