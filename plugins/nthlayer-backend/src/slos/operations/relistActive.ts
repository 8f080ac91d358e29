import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { SloRow, SloVersionRow } from '../../database/tables';
import { startPausing } from '../../startPausing';
import { ActiveSlo } from '../SloStore';
import { fromActive, listActive } from './listActive';

const ROWS_PER_STATEMENT = 500;

/** By what an SLO is known to be the same. */
type CurrentRow = Pick<SloRow, 'id' | 'alerts'> &
  Pick<SloVersionRow, 'version' | 'sli_revision_id'> & { revision: string };

/**
 * The SLOs of a data source after a change of some: those that are as they were are not read again, and what decides their
 * budgets is the very same object, so that what follows from it stays true.
 */
export async function relistActive(
  knex: Knex,
  dataSource: string,
  before: readonly ActiveSlo[],
): Promise<ActiveSlo[]> {
  const known = new Map(before.map(slo => [slo.sloId, slo]));
  const current = await listCurrent(knex, dataSource);
  const others = current.filter(row => !isSame(row, known.get(row.id)));
  await inBatches(others, ROWS_PER_STATEMENT, async batch => {
    const sloIds = batch.map(({ id }) => id);
    sloIds.forEach(id => known.delete(id));
    const read = await listActive(knex, { sloIds, dataSource });
    read.forEach(slo => known.set(slo.sloId, slo));
  });
  return current.flatMap(({ id, revision }) => {
    const slo = known.get(id);
    return slo ? [slo.revision === revision ? slo : { ...slo, revision }] : [];
  });
}

async function listCurrent(
  knex: Knex,
  dataSource: string,
): Promise<CurrentRow[]> {
  const current: CurrentRow[] = [];
  const pause = startPausing();
  for (;;) {
    const rows: CurrentRow[] = await fromActive(knex)
      .where('sli_revisions.data_source', dataSource)
      .where('slos.id', '>', current.at(-1)?.id ?? 0)
      .orderBy('slos.id')
      .limit(ROWS_PER_STATEMENT)
      .select(
        'slos.id',
        'slos.alerts',
        'slo_versions.version',
        'slo_versions.sli_revision_id',
        'service_environments.revision',
      );
    current.push(...rows);
    if (rows.length < ROWS_PER_STATEMENT) {
      return current;
    }
    await pause();
  }
}

/** Versions and SLI revisions never change; alerts are no part of them. */
function isSame(row: CurrentRow, known: ActiveSlo | undefined): boolean {
  return (
    known !== undefined &&
    known.version === row.version &&
    known.sliRevisionId === row.sli_revision_id &&
    (known.slo.alerts ? JSON.stringify(known.slo.alerts) : null) === row.alerts
  );
}
