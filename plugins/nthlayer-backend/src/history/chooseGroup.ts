import { NotFoundError } from '@backstage/errors';
import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { groupKey } from '@nthlayer/engine';
import { compareTold } from '../portfolio/portfolioOrder';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { leftOutLabels } from '../slos/leftOutLabels';
import { TileGroup, TileStore } from '../tiles/TileStore';

/**
 * The group of an SLO that is wanted, by default the worst: never all of them together, which would hide it. None as
 * long as nothing was counted, and of what is left out. One that counts no more is found by its labels. Throws `NotFoundError` for one that is not there.
 */
export async function chooseGroup(
  active: ActiveSlo,
  wanted: GroupLabels | undefined,
  { slos, tiles }: { slos: SloStore; tiles: TileStore },
): Promise<TileGroup | undefined> {
  const { sliRevisionId } = active;
  const groups = await tiles.listGroups(sliRevisionId);
  if (wanted) {
    const found = await tiles.findGroup({ sliRevisionId, labels: wanted });
    if (!found && !isOfNothing(active, { wanted, groups })) {
      throw new NotFoundError(
        `${active.entityRef} has no group ${JSON.stringify(wanted)} of SLO "${
          active.slo.name
        }" in ${active.environment}`,
      );
    }
    return found;
  }
  if (groups.length < 2) {
    return groups[0];
  }
  const byKey = new Map(groups.map(one => [groupKey(one.labels), one]));
  const statuses = await slos.listStatuses([active.entityRef]);
  const [worst] = statuses
    .filter(
      ({ environment, slo, labels }) =>
        environment === active.environment &&
        slo === active.slo.name &&
        byKey.has(groupKey(labels)),
    )
    .sort((a, b) => compareTold(a.status, b.status));
  return worst ? byKey.get(groupKey(worst.labels)) : groups[0];
}

/** Whether it is known that there is nothing of this group. */
function isOfNothing(
  { slo, progress }: ActiveSlo,
  { wanted, groups }: { wanted: GroupLabels; groups: readonly TileGroup[] },
): boolean {
  return progress.leftOutSinceMs > 0
    ? groupKey(wanted) === groupKey(leftOutLabels(slo.sli))
    : groups.length === 0 && Object.keys(wanted).length === 0;
}
