import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { BudgetCrossingRow } from '../../database/tables';
import { LeftLevels } from '../BudgetAlertStore';
import { labelsHash } from '../labelsHash';

const LEVELS_PER_STATEMENT = 200;

/** Forgets that levels were reached. */
export async function rearmLevels(
  knex: Knex,
  left: readonly LeftLevels[],
): Promise<void> {
  const keys = left.flatMap(({ sloId, labels, levels }) =>
    levels.map(level => [sloId, labelsHash(labels), level]),
  );
  await inBatches(keys, LEVELS_PER_STATEMENT, async batch => {
    await knex<BudgetCrossingRow>('budget_crossings')
      .whereIn(['slo_id', 'labels_hash', 'level'], batch)
      .delete();
  });
}
