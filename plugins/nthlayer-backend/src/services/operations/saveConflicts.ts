import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { ServiceRow } from '../../database/tables';
import { fenced } from '../../leases/fenced';
import { Lease } from '../../leases/LeaseStore';

const NONE = '[]';
const SERVICES_PER_TRANSACTION = 25;

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
  const all = [...new Set([...before.keys(), ...conflicts.keys()])];
  await inBatches(all, SERVICES_PER_TRANSACTION, async batch => {
    const changed = batch
      .map(ref => [ref, JSON.stringify(conflicts.get(ref) ?? [])] as const)
      .filter(([ref, after]) => after !== (before.get(ref) ?? NONE));
    if (changed.length > 0) {
      await fenced(knex, fence, tx => updateConflicts(tx, changed));
    }
  });
}

async function updateConflicts(
  tx: Knex.Transaction,
  changed: readonly (readonly [entityRef: string, conflicts: string])[],
): Promise<void> {
  for (const [entityRef, conflicts] of changed) {
    await tx<ServiceRow>('services')
      .where('entity_ref', entityRef)
      .update({ conflicts });
  }
}
