import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { ServiceRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

const NONE = '[]';
const SERVICES_PER_TRANSACTION = 50;

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
  const after = (entityRef: string) =>
    JSON.stringify(conflicts.get(entityRef) ?? []);
  const changed = [...new Set([...before.keys(), ...conflicts.keys()])].filter(
    entityRef => after(entityRef) !== (before.get(entityRef) ?? NONE),
  );
  await inBatches(changed, SERVICES_PER_TRANSACTION, batch =>
    fenced(knex, fence, async tx => {
      for (const entityRef of batch) {
        await tx<ServiceRow>('services')
          .where('entity_ref', entityRef)
          .update({ conflicts: after(entityRef) });
      }
    }),
  );
}
