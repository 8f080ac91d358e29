import { Knex } from 'knex';
import { ReadingCursorRow } from '../database/tables';

/**
 * Tells all who keep SLOs in memory that there are others. First in its transaction: whoever locks rows of SLIs, too, has
 * locked the cursors before.
 */
export async function touchDefinitions(
  tx: Knex.Transaction,
  newSources: Iterable<string> = [],
): Promise<void> {
  for (const dataSource of [...new Set(newSources)].sort()) {
    await tx<ReadingCursorRow>('reading_cursors')
      .insert({
        data_source: dataSource,
        watermark_ms: 0,
        followers: 0,
        definitions: 0,
        progress: 0,
      })
      .onConflict('data_source')
      .ignore();
  }
  await tx<ReadingCursorRow>('reading_cursors').update({
    definitions: tx.raw('definitions + 1'),
  });
}
