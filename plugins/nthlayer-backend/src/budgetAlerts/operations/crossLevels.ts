import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { BudgetCrossingRow, BudgetNoticeRow } from '../../database/tables';
import { CrossingWrite } from '../BudgetAlertStore';
import { labelsHash } from '../labelsHash';
import { rankOf } from '../noticeSeverity';

const WRITES_PER_STATEMENT = 30;

/** Writes crossings and the notice of the worst of each. Of several processes that see the same, the key lets one through. */
export async function crossLevels(
  knex: Knex,
  writes: readonly CrossingWrite[],
): Promise<void> {
  await inBatches(writes, WRITES_PER_STATEMENT, async batch => {
    const crossed = batch.map(write => ({ write, rows: rowsOf(write) }));
    const inserted = await knex<BudgetCrossingRow>('budget_crossings')
      .insert(crossed.flatMap(({ rows }) => rows))
      .onConflict(['slo_id', 'labels_hash', 'level'])
      .ignore()
      .returning(['slo_id', 'labels_hash', 'level']);
    const fresh = new Set(inserted.map(keyOf));
    const notices = crossed
      .filter(({ rows: [worst] }) => fresh.has(keyOf(worst)))
      .map(({ write }) => noticeRow(write));
    if (notices.length > 0) {
      await knex<BudgetNoticeRow>('budget_notices').insert(notices);
    }
  });
}

function keyOf(
  row: Pick<BudgetCrossingRow, 'slo_id' | 'labels_hash' | 'level'>,
): string {
  return `${row.slo_id} ${row.labels_hash} ${row.level}`;
}

function rowsOf({
  sloId,
  labels,
  periodMs,
  reason,
}: CrossingWrite): BudgetCrossingRow[] {
  return reason.levels.map(level => ({
    slo_id: sloId,
    labels_hash: labelsHash(labels),
    level,
    crossed_at_ms: reason.crossedAtMs,
    period_ms: periodMs ?? null,
  }));
}

function noticeRow({ reason }: CrossingWrite): BudgetNoticeRow {
  return {
    id: reason.id,
    entity_ref: reason.entityRef,
    notice: JSON.stringify(reason),
    created_at_ms: reason.crossedAtMs,
    next_try_at_ms: reason.crossedAtMs,
    tries: 0,
    rank: rankOf(reason.levels[0]),
    published_at_ms: null,
    notified_at_ms: null,
    settled_at_ms: null,
    outcome: null,
  };
}
