import { GroupLabels, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupKey } from '@nthlayer/engine';
import { ReadingProgress } from '../../slos/SloStore';
import { RollingGroup } from './RollingLayout';

/** What is in memory of an SLO. */
export interface RollingSlo {
  readonly dataSource: string;
  /** As far as windows and their sums depend on it. */
  slo: Slo;
  progress: ReadingProgress;
  readonly groups: RollingGroup[];
  readonly ofLabels: Map<string, RollingGroup>;
  /** Why not all groups could be read. */
  problem?: unknown;
}

/** Its group of these labels. */
export function groupOf(
  slo: RollingSlo | undefined,
  labels: GroupLabels,
): RollingGroup | undefined {
  return slo?.ofLabels.get(groupKey(labels));
}

/** Puts a group to the others. */
export function addGroup(slo: RollingSlo, rolling: RollingGroup): void {
  slo.groups.push(rolling);
  slo.ofLabels.set(groupKey(rolling.group.labels), rolling);
}
