import { Knex } from 'knex';
import { watermark } from '../../cursors/watermark';
import { StoredInteger } from '../../database/tables';
import { SourceSummary } from '../SloStore';
import { fromActive } from './listActive';

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

/** One stale group makes an SLO stale. A status is JSON that we wrote, without texts of others. */
async function countStale(
  knex: Knex,
  staleBeforeMs: number,
): Promise<ReadonlyMap<string, number>> {
  const rows: { data_source: string; slos: StoredInteger }[] = await fromActive(
    knex,
  )
    .join('slo_statuses', 'slo_statuses.slo_id', 'slos.id')
    .where(query =>
      query
        .where('slo_statuses.evaluated_at_ms', '<', staleBeforeMs)
        .orWhere('slo_statuses.status', 'like', '%"stale":true%'),
    )
    .groupBy('sli_revisions.data_source')
    .select('sli_revisions.data_source')
    .countDistinct({ slos: 'slos.id' });
  return new Map(rows.map(row => [row.data_source, Number(row.slos)]));
}
