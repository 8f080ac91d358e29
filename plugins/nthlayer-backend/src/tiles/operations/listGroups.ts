import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { TileGroupRow } from '../../database/tables';
import { TileGroup } from '../TileStore';

const REVISIONS_PER_STATEMENT = 500;

/** Groups of SLI revisions that count, by age. */
export async function listGroups(
  knex: Knex,
  sliRevisionIds: readonly number[],
): Promise<Map<number, TileGroup[]>> {
  const groups = new Map<number, TileGroup[]>();
  await inBatches(sliRevisionIds, REVISIONS_PER_STATEMENT, async batch => {
    const rows = await knex<TileGroupRow>('tile_groups')
      .whereIn('sli_revision_id', batch)
      .whereNull('retired_at_ms')
      .orderBy('id')
      .select('id', 'sli_revision_id', 'labels');
    for (const { id, sli_revision_id: revision, labels } of rows) {
      const members = groups.get(revision) ?? [];
      members.push({ id, labels: JSON.parse(labels) });
      groups.set(revision, members);
    }
  });
  return groups;
}
