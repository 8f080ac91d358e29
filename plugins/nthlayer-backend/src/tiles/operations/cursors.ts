import { Knex } from 'knex';
import { SliRevisionRow } from '../../database/tables';
import { TileWrite } from '../TileStore';

/** How far an SLI revision has been read in one direction. */
export interface Cursor {
  /** Compare and set; false when it stands elsewhere. Locks the revision until the transaction ends. */
  move(tx: Knex.Transaction, write: TileWrite): Promise<boolean>;
  /** Whether it stands where the write would have left it. */
  hasMoved(knex: Knex, write: TileWrite): Promise<boolean>;
}

/** Moves forward with every tick; what could be read is no longer a problem. */
export const watermark: Cursor = {
  async move(tx, { sliRevisionId, startMs, endMs }) {
    const moved = await tx<SliRevisionRow>('sli_revisions')
      .where({ id: sliRevisionId, watermark_ms: startMs })
      .update({
        watermark_ms: endMs,
        problem_code: null,
        problem_message: null,
        problem_since_ms: null,
      });
    return moved === 1;
  },
  async hasMoved(knex, { sliRevisionId, endMs }) {
    return exists(knex, { id: sliRevisionId, watermark_ms: endMs });
  },
};

/** Moves backward with every chunk of the back-fill, and ends its problem likewise. */
export const backfillCursor: Cursor = {
  async move(tx, { sliRevisionId, startMs, endMs }) {
    const moved = await tx<SliRevisionRow>('sli_revisions')
      .where({ id: sliRevisionId, backfill_reached_ms: endMs })
      .update({
        backfill_reached_ms: startMs,
        backfill_problem_code: null,
        backfill_problem_message: null,
        backfill_problem_since_ms: null,
      });
    return moved === 1;
  },
  async hasMoved(knex, { sliRevisionId, startMs }) {
    return exists(knex, { id: sliRevisionId, backfill_reached_ms: startMs });
  },
};

async function exists(
  knex: Knex,
  where: Partial<SliRevisionRow>,
): Promise<boolean> {
  const row = await knex<SliRevisionRow>('sli_revisions')
    .where(where)
    .first('id');
  return row !== undefined;
}
