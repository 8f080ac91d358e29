import { GroupLabels, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupKey, MAX_GROUPS } from '@nthlayer/engine';
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

/** Stands for groups that are not stored: what is put there is nowhere. */
const LEFT_OUT: RollingGroup = { group: { id: 0, labels: {} } };

/** Its group of these labels; undefined where it is not in memory, but would be stored. */
export function groupOf(
  slo: RollingSlo | undefined,
  labels: GroupLabels,
): RollingGroup | undefined {
  const known = slo?.ofLabels.get(groupKey(labels));
  const isFull = slo !== undefined && slo.groups.length >= MAX_GROUPS;
  return known ?? (isFull ? LEFT_OUT : undefined);
}

/** Puts a group to the others. */
export function addGroup(slo: RollingSlo, rolling: RollingGroup): void {
  slo.groups.push(rolling);
  slo.ofLabels.set(groupKey(rolling.group.labels), rolling);
}
