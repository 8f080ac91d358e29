import { Knex } from 'knex';
import { watermark } from '../../cursors/watermark';
import { inBatches } from '../../database/inBatches';
import { StatusFiguresRow, StoredInteger } from '../../database/tables';
import { statusHeads } from '../../statuses/StatusFigures';
import { SourceSummary } from '../SloStore';
import { fromActive } from './listActive';

const SHARDS_PER_STATEMENT = 32;

interface SummaryRow {
  readonly data_source: string;
  readonly slos: StoredInteger;
  readonly watermark_ms: StoredInteger;
  readonly failing: StoredInteger;
  readonly gaps: StoredInteger;
}

/** Counts SLOs by data source in the database, so that no SLO has to be read for it. */
export async function summarise(
  knex: Knex,
  staleBeforeMs: number,
): Promise<SourceSummary[]> {
  const rows: SummaryRow[] = await fromActive(knex)
    .groupBy('sli_revisions.data_source')
    .orderBy('sli_revisions.data_source')
    .select('sli_revisions.data_source')
    .count({ slos: '*' })
    .min({ watermark_ms: watermark(knex) })
    .count({ failing: 'sli_revisions.problem_code' })
    .sum({
      gaps: knex.raw(
        'case when sli_revisions.backfill_reached_ms > sli_revisions.backfill_from_ms then 1 else 0 end',
      ),
    });
  const stale = await countStale(knex, staleBeforeMs);
  return rows.map(row => ({
    dataSource: row.data_source,
    slos: Number(row.slos),
    watermarkMs: Number(row.watermark_ms),
    failing: Number(row.failing),
    gaps: Number(row.gaps),
    stale: stale.get(row.data_source) ?? 0,
  }));
}

/** One stale group makes an SLO stale. */
async function countStale(
  knex: Knex,
  staleBeforeMs: number,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const keys = await knex<StatusFiguresRow>('status_figures').select(
    'data_source',
    'shard',
  );
  await inBatches(keys, SHARDS_PER_STATEMENT, async batch => {
    const rows = await knex<StatusFiguresRow>('status_figures')
      .whereIn(
        ['data_source', 'shard'],
        batch.map(row => [row.data_source, row.shard]),
      )
      .select('data_source', 'figures');
    for (const { data_source: dataSource, figures } of rows) {
      const stale = statusHeads(figures).filter(
        head => head.stale || head.evaluatedAtMs < staleBeforeMs,
      );
      const slos = new Set(stale.map(({ sloId }) => sloId)).size;
      counts.set(dataSource, (counts.get(dataSource) ?? 0) + slos);
    }
  });
  return counts;
}
