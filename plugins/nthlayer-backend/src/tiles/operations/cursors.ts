import { Knex } from 'knex';
import { SliRevisionRow } from '../../database/tables';
import { TickWrite, TileWrite } from '../TileStore';

const REVISIONS_PER_STATEMENT = 500;

/**
 * Moves the watermarks that still stand where the tick began, and ends the problems of their revisions: compare and
 * set. Answers whose they are. Locks these revisions until the transaction ends.
 */
export async function moveWatermarks(
  tx: Knex.Transaction,
  { startMs, endMs, slis }: TickWrite,
): Promise<Set<number>> {
  const moved = new Set<number>();
  for (let at = 0; at < slis.length; at += REVISIONS_PER_STATEMENT) {
    const ids = slis
      .slice(at, at + REVISIONS_PER_STATEMENT)
      .map(sli => sli.sliRevisionId);
    const rows = await tx<SliRevisionRow>('sli_revisions')
      .whereIn('id', ids)
      .where('watermark_ms', startMs)
      .update({
        watermark_ms: endMs,
        problem_code: null,
        problem_message: null,
        problem_since_ms: null,
      })
      .returning('id');
    rows.forEach(row => moved.add(row.id));
  }
  return moved;
}

/** Revisions whose watermark stands where the tick would have left it. */
export async function movedWatermarks(
  knex: Knex,
  { endMs, slis }: TickWrite,
): Promise<number[]> {
  const moved: number[] = [];
  for (let at = 0; at < slis.length; at += REVISIONS_PER_STATEMENT) {
    const ids = slis
      .slice(at, at + REVISIONS_PER_STATEMENT)
      .map(sli => sli.sliRevisionId);
    const rows = await knex<SliRevisionRow>('sli_revisions')
      .whereIn('id', ids)
      .where('watermark_ms', endMs)
      .select('id');
    moved.push(...rows.map(row => row.id));
  }
  return moved;
}

/** Moves the back-fill's cursor backward and ends its problem; false when it stands elsewhere. Locks the revision. */
export async function moveBackfillCursor(
  tx: Knex.Transaction,
  { sliRevisionId, startMs, endMs }: TileWrite,
): Promise<boolean> {
  const moved = await tx<SliRevisionRow>('sli_revisions')
    .where({ id: sliRevisionId, backfill_reached_ms: endMs })
    .update({
      backfill_reached_ms: startMs,
      backfill_problem_code: null,
      backfill_problem_message: null,
      backfill_problem_since_ms: null,
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
