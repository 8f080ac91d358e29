import { Knex } from 'knex';
import { ServiceRow } from '../../database/tables';

/** Entity hashes by entity ref. */
export async function listHashes(knex: Knex): Promise<Map<string, string>> {
  const rows = await knex<ServiceRow>('services')
    .whereNull('deleted_at_ms')
    .select('entity_ref', 'entity_hash');
  return new Map(rows.map(row => [row.entity_ref, row.entity_hash]));
}
