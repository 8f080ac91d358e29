import { Knex } from 'knex';
import { SloRow } from '../../database/tables';

/** Ends the evaluation of SLOs of some entities, other than those given; their tiles stay. Answers how many. */
export async function retireSlos(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
  nowMs: number,
  keep: readonly number[] = [],
): Promise<number> {
  return tx<SloRow>('slos')
    .whereIn('entity_ref', entityRefs)
    .whereNull('retired_at_ms')
    .whereNotIn('id', keep)
    .update({ retired_at_ms: nowMs });
}
