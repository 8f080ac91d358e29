import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { ServiceRow } from '../../database/tables';

const NONE = '[]';

/** Writes the conflicts that changed. */
export async function saveConflicts(
  knex: Knex,
  conflicts: ReadonlyMap<string, readonly Diagnostic[]>,
): Promise<void> {
  const stored = await knex<ServiceRow>('services')
    .whereNot('conflicts', NONE)
    .select('entity_ref', 'conflicts');
  const before = new Map(stored.map(row => [row.entity_ref, row.conflicts]));
  for (const entityRef of new Set([...before.keys(), ...conflicts.keys()])) {
    const after = JSON.stringify(conflicts.get(entityRef) ?? []);
    if (after !== (before.get(entityRef) ?? NONE)) {
      await knex<ServiceRow>('services')
        .where('entity_ref', entityRef)
        .update({ conflicts: after });
    }
  }
}
