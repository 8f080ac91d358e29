import { Knex } from 'knex';
import { SpecFileRow } from '../../database/tables';
import { SpecFileSight } from '../SpecFileStore';

/** The last look of every entity, by entity ref. */
export async function listSights(
  knex: Knex,
): Promise<Map<string, SpecFileSight>> {
  const rows = await knex<SpecFileRow>('spec_files').select(
    'entity_ref',
    'source',
    'fingerprint',
    'etag',
    'looked_at_ms',
  );
  return new Map(
    rows.map(row => [
      row.entity_ref,
      {
        entityRef: row.entity_ref,
        source: row.source,
        fingerprint: row.fingerprint,
        ...(row.etag !== null && { etag: row.etag }),
        lookedAtMs: Number(row.looked_at_ms),
      },
    ]),
  );
}
