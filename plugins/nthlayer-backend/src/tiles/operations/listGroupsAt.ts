import { GROUP_SILENCE_MS, MAX_GROUPS } from '@nthlayer/engine';
import { Knex } from 'knex';
import { TileGroupRow } from '../../database/tables';
import { TileGroup } from '../TileStore';

/**
 * Groups of an SLI revision that may have counted at a moment, the oldest first: all that have tiles after they would
 * have been retired by then. As many as count at a time; those that were made later come last.
 */
export async function listGroupsAt(
  knex: Knex,
  sliRevisionId: number,
  atMs: number,
): Promise<TileGroup[]> {
  const groups = () =>
    knex<TileGroupRow>('tile_groups').where('sli_revision_id', sliRevisionId);
  const newest = await groups().max({ ms: 'newest_ms' }).first();
  const untilMs = Math.min(atMs, Number(newest?.ms ?? atMs));
  const rows = await groups()
    .where(known =>
      known
        .whereNull('newest_ms')
        .orWhere('newest_ms', '>', untilMs - GROUP_SILENCE_MS),
    )
    .orderBy('id')
    .limit(MAX_GROUPS)
    .select('id', 'labels');
  return rows.map(({ id, labels }) => ({ id, labels: JSON.parse(labels) }));
}
