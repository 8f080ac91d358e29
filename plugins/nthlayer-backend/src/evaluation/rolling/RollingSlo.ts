import { GroupLabels, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupKey, MAX_GROUPS } from '@nthlayer/engine';
import { MovingProgress } from '../../slos/MovingProgress';
import { RollingGroup } from './RollingLayout';
import { WindowShape } from './SloWindows';

/** What is in memory of an SLO. */
export interface RollingSlo {
  readonly dataSource: string;
  /** As it was listed last, with the windows of the shape. */
  slo: Slo;
  readonly shape: WindowShape;
  /** Shared with others of the data source that are equally far. */
  progress: MovingProgress;
  groups: RollingGroup[];
  /** None as long as there is one group, as of most SLOs. */
  ofLabels?: Map<string, RollingGroup>;
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
  const known = slo && findGroup(slo, groupKey(labels));
  const isFull = slo !== undefined && slo.groups.length >= MAX_GROUPS;
  return known ?? (isFull ? LEFT_OUT : undefined);
}

/** Puts a group to the others. */
export function addGroup(slo: RollingSlo, rolling: RollingGroup): void {
  if (slo.groups.length === 0) {
    // most have one, and an array that grows takes room for many
    slo.groups = [rolling];
    return;
  }
  slo.groups.push(rolling);
  if (slo.ofLabels) {
    slo.ofLabels.set(keyOf(rolling), rolling);
  } else {
    slo.ofLabels = new Map(slo.groups.map(each => [keyOf(each), each]));
  }
}

function findGroup(
  { groups, ofLabels }: RollingSlo,
  key: string,
): RollingGroup | undefined {
  return ofLabels
    ? ofLabels.get(key)
    : groups.find(group => keyOf(group) === key);
}

function keyOf({ group }: RollingGroup): string {
  return groupKey(group.labels);
}
