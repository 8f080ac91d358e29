import { Knex } from 'knex';
import { touchProgress } from '../../cursors/touchProgress';
import { watermark, withCursors } from '../../cursors/watermark';
import { SliRevisionRow } from '../../database/tables';
import { TileWrite } from '../TileStore';

const REVISIONS_PER_STATEMENT = 500;

/** Those of the revisions whose watermark stands where the tick would have left it. */
export async function movedWatermarks(
  knex: Knex,
  sliRevisionIds: readonly number[],
  endMs: number,
): Promise<number[]> {
  const moved: number[] = [];
  for (let at = 0; at < sliRevisionIds.length; at += REVISIONS_PER_STATEMENT) {
    const ids = sliRevisionIds.slice(at, at + REVISIONS_PER_STATEMENT);
    const rows: { id: number }[] = await withCursors(knex('sli_revisions'))
      .whereIn('sli_revisions.id', ids)
      .whereRaw('? = ?', [watermark(knex), endMs])
      .select('sli_revisions.id');
    moved.push(...rows.map(row => row.id));
  }
  return moved;
}

/**
 * Moves the back-fill's cursor backward and ends its problem; false when it stands elsewhere. Locks the revision. What it
 * reads first after a long gap ends at the watermark.
 */
export async function moveBackfillCursor(
  tx: Knex.Transaction,
  { sliRevisionId, startMs, endMs }: TileWrite,
): Promise<boolean> {
  await touchProgress(tx, [sliRevisionId]);
  const moved = await tx<SliRevisionRow>('sli_revisions')
    .where({ id: sliRevisionId, backfill_reached_ms: endMs })
    .update({
      backfill_reached_ms: startMs,
      unread_from_ms: null,
      backfill_problem_code: null,
      backfill_problem_message: null,
      backfill_problem_since_ms: null,
      backfill_tries: 0,
      backfill_tried_at_ms: null,
    });
  return moved === 1;
}

/** Whether the back-fill's cursor stands where the write would have left it. */
export async function hasMovedBackfillCursor(
  knex: Knex,
  { sliRevisionId, startMs }: TileWrite,
): Promise<boolean> {
  const row = await knex<SliRevisionRow>('sli_revisions')
    .where({ id: sliRevisionId, backfill_reached_ms: startMs })
    .first('id');
  return row !== undefined;
}
