import { Knex } from 'knex';
import { SpecFileRow } from '../../database/tables';
import { SpecFileSight } from '../SpecFileStore';

type Row = Pick<
  SpecFileRow,
  'entity_ref' | 'source' | 'fingerprint' | 'etag' | 'looked_at_ms'
> & { readonly has_beside: boolean | number };

/** The last look of every entity, by entity ref. */
export async function listSights(
  knex: Knex,
): Promise<Map<string, SpecFileSight>> {
  const rows: readonly Row[] = await knex<SpecFileRow>('spec_files').select(
    'entity_ref',
    'source',
    'fingerprint',
    'etag',
    'looked_at_ms',
    knex.raw('beside is not null as has_beside'),
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
        ...(row.has_beside && { hasBeside: true }),
      },
    ]),
  );
}
