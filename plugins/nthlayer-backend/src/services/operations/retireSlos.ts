import { Knex } from 'knex';
import { SloRow } from '../../database/tables';

/** Ends the evaluation of an entity's SLOs other than those given; their tiles stay. Answers how many. */
export async function retireSlos(
  tx: Knex.Transaction,
  entityRef: string,
  keep: readonly number[],
  nowMs: number,
): Promise<number> {
  return tx<SloRow>('slos')
    .where('entity_ref', entityRef)
    .whereNull('retired_at_ms')
    .whereNotIn('id', keep)
    .update({ retired_at_ms: nowMs });
}
