import { Knex } from 'knex';
import { SpecFileRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

/** These were found unchanged. */
export async function saveUnchanged(
  knex: Knex,
  entityRefs: readonly string[],
  { lookedAtMs, fence }: { lookedAtMs: number; fence: Lease | undefined },
): Promise<void> {
  if (entityRefs.length > 0) {
    await fenced(knex, fence, tx =>
      tx<SpecFileRow>('spec_files')
        .whereIn('entity_ref', entityRefs)
        .update({ looked_at_ms: lookedAtMs }),
    );
  }
}
