import { Knex } from 'knex';
import { TileWrite, WriteOutcome } from '../TileStore';
import { splitIntoHours } from '../splitIntoHours';
import { Cursor } from './cursors';
import { ensureTileGroup } from './ensureTileGroup';
import { mergeTileHours } from './mergeTileHours';

/**
 * Writes tiles, their hourly sums and the cursor in one transaction. The cursor moves only if it still stands where
 * the reader found it, so that a crash, a retry or a second replica neither loses a tile nor counts one twice.
 */
export async function writeTiles(
  knex: Knex,
  write: TileWrite,
  cursor: Cursor,
): Promise<WriteOutcome> {
  try {
    return await knex.transaction(tx => writeInTransaction(tx, write, cursor));
  } catch (error) {
    // The connection may have broken after the commit was sent: the cursor tells whether it arrived.
    if (await cursor.hasMoved(knex, write).catch(() => false)) {
      return 'written';
    }
    throw error;
  }
}

async function writeInTransaction(
  tx: Knex.Transaction,
  write: TileWrite,
  cursor: Cursor,
): Promise<WriteOutcome> {
  if (!(await cursor.move(tx, write))) {
    return 'superseded';
  }
  for (const series of write.series) {
    const hours = splitIntoHours(series, write.startMs, write.endMs);
    if (hours.length > 0) {
      const groupId = await ensureTileGroup(
        tx,
        write.sliRevisionId,
        series.group,
      );
      await mergeTileHours(tx, groupId, hours);
    }
  }
  return 'written';
}
