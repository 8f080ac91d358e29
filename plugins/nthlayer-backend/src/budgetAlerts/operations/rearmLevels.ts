import { NoticeLevel } from '@nthlayer/engine';
import { Knex } from 'knex';
import { BudgetCrossingRow } from '../../database/tables';
import { SloGroup } from '../BudgetAlertStore';
import { labelsHash } from '../labelsHash';

/** Forgets that levels were reached. */
export async function rearmLevels(
  knex: Knex,
  { sloId, labels }: SloGroup,
  levels: readonly NoticeLevel[],
): Promise<void> {
  await knex<BudgetCrossingRow>('budget_crossings')
    .where({ slo_id: sloId, labels_hash: labelsHash(labels) })
    .whereIn('level', levels)
    .delete();
}
