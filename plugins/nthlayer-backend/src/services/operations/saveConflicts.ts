import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { ServiceRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

const NONE = '[]';

/** Writes the conflicts that changed. */
export async function saveConflicts(
  knex: Knex,
  conflicts: ReadonlyMap<string, readonly Diagnostic[]>,
  fence: Lease | undefined,
): Promise<void> {
  const stored = await knex<ServiceRow>('services')
    .whereNot('conflicts', NONE)
    .select('entity_ref', 'conflicts');
  const before = new Map(stored.map(row => [row.entity_ref, row.conflicts]));
  for (const entityRef of new Set([...before.keys(), ...conflicts.keys()])) {
    const after = JSON.stringify(conflicts.get(entityRef) ?? []);
    if (after !== (before.get(entityRef) ?? NONE)) {
      await fenced(knex, fence, tx =>
        tx<ServiceRow>('services')
          .where('entity_ref', entityRef)
          .update({ conflicts: after }),
      );
    }
  }
}
