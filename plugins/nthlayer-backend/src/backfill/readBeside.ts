import {
  areOfOneService,
  isComposite,
} from '../evaluation/composites/compositeLevels';
import { Clock } from '../clock';
import { ActiveSlo, SloStore } from '../slos/SloStore';
import { TileStore } from '../tiles/TileStore';
import { BackfillWork } from './BackfillQueue';

/**
 * Members of composites that were read for this chunk before, as when the process ended in between. They are to be read
 * once more: of old minutes the ledger keeps longer sums only, of which composites cannot be made.
 */
export async function readBeside(
  { chunk, slos: asked }: BackfillWork,
  { clock, slos, tiles }: { clock: Clock; slos: SloStore; tiles: TileStore },
): Promise<ActiveSlo[]> {
  const composites = asked.filter(isComposite);
  const keptFromMs = clock.now() - tiles.retention.minuteMs;
  if (composites.length === 0 || chunk.startMs >= keptFromMs) {
    return [];
  }
  const entityRefs = [...new Set(composites.map(each => each.entityRef))];
  return membersBeside(asked, await slos.listActive({ entityRefs }));
}

/** What the composites among some SLOs are made of that is not among them, however many others are between. */
function membersBeside(
  slos: readonly ActiveSlo[],
  active: readonly ActiveSlo[],
): ActiveSlo[] {
  const among = new Set(slos.map(({ sliRevisionId }) => sliRevisionId));
  const beside: ActiveSlo[] = [];
  const pending = slos.filter(isComposite);
  for (let one = pending.pop(); one; one = pending.pop()) {
    const composite = one;
    const names = new Set(composite.slo.sli.members.map(({ slo }) => slo));
    for (const member of active) {
      if (
        names.has(member.slo.name) &&
        areOfOneService(member, composite) &&
        !among.has(member.sliRevisionId)
      ) {
        among.add(member.sliRevisionId);
        beside.push(member);
        pending.push(...[member].filter(isComposite));
      }
    }
  }
  return beside;
}
