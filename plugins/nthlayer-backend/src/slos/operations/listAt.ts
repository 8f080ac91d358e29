import { Knex } from 'knex';
import { watermark, withCursors } from '../../cursors/watermark';
import { SloVersionRow } from '../../database/tables';
import { CommonValues } from '../CommonValues';
import { ActiveSlo, SloMoment } from '../SloStore';
import { ActiveRow, toActiveSlo } from './listActive';

/** SLOs of a service as they were at a moment: each that was there in the version that was valid then. */
export async function listAt(
  knex: Knex,
  { entityRef, environment, atMs }: SloMoment,
): Promise<ActiveSlo[]> {
  const isOpen = (endColumn: string) => (end: Knex.QueryBuilder) =>
    void end.whereNull(endColumn).orWhere(endColumn, '>', atMs);
  const rows: ActiveRow[] = await withCursors(
    knex('slos')
      .join('slo_versions', 'slo_versions.slo_id', 'slos.id')
      .join(
        'sli_revisions',
        'sli_revisions.id',
        'slo_versions.sli_revision_id',
      ),
  )
    .where({ entity_ref: entityRef, environment })
    .where('slo_versions.valid_from_ms', '<=', atMs)
    .where(isOpen('slos.retired_at_ms'))
    .where(isOpen('slo_versions.valid_until_ms'))
    .whereNotExists(
      knex<SloVersionRow>({ later: 'slo_versions' })
        .whereRaw('later.slo_id = slo_versions.slo_id')
        .whereRaw('later.version > slo_versions.version')
        .where('later.valid_from_ms', '<=', atMs)
        .select(knex.raw('1')),
    )
    .orderBy('slos.id')
    .select('sli_revisions.*', 'slo_versions.*', 'slos.*', {
      revision: 'slo_versions.stack_revision',
      watermark_ms: watermark(knex),
    });
  const values = new CommonValues();
  return rows.map(row => toActiveSlo(row, values));
}
