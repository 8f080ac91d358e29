import { Knex } from 'knex';
import { BudgetCrossingRow, BudgetNoticeRow } from '../../database/tables';
import { CrossingWrite } from '../BudgetAlertStore';
import { labelsHash } from '../labelsHash';

/**
 * Writes crossings and the notice of the worst of them in one transaction. Of several processes that see the same, the
 * key lets one through.
 */
export async function crossLevels(
  knex: Knex,
  write: CrossingWrite,
): Promise<boolean> {
  return knex.transaction(async tx => {
    const inserted = await tx<BudgetCrossingRow>('budget_crossings')
      .insert(rowsOf(write))
      .onConflict(['slo_id', 'labels_hash', 'level'])
      .ignore()
      .returning('level');
    const worst = write.levels[0];
    if (!inserted.some(({ level }) => level === worst)) {
      return false;
    }
    await tx<BudgetNoticeRow>('budget_notices').insert({
      id: write.notice.id,
      entity_ref: write.notice.entityRef,
      notice: JSON.stringify(write.notice),
      created_at_ms: write.crossedAtMs,
      next_try_at_ms: write.crossedAtMs,
      tries: 0,
      settled_at_ms: null,
      outcome: null,
    });
    return true;
  });
}

function rowsOf(write: CrossingWrite): BudgetCrossingRow[] {
  return write.levels.map(level => ({
    slo_id: write.sloId,
    labels_hash: labelsHash(write.labels),
    level,
    crossed_at_ms: write.crossedAtMs,
    period_ms: write.periodMs ?? null,
  }));
}
