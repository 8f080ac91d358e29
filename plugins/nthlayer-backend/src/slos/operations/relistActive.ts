import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { SloRow, SloVersionRow } from '../../database/tables';
import { startPausing } from '../../startPausing';
import { ActiveSlo } from '../SloStore';
import { fromActive, listActive } from './listActive';

const ROWS_PER_STATEMENT = 500;

/** By what an SLO is known to be the same. */
type CurrentRow = Pick<SloRow, 'id'> &
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
  const current: number[] = [];
  const others: number[] = [];
  await eachCurrent(knex, dataSource, row => {
    const slo = known.get(row.id);
    if (!isSame(row, slo)) {
      others.push(row.id);
      known.delete(row.id);
    } else if (slo.revision !== row.revision) {
      known.set(row.id, { ...slo, revision: row.revision });
    }
    current.push(row.id);
  });
  await inBatches(others, ROWS_PER_STATEMENT, async sloIds => {
    const read = await listActive(knex, { sloIds, dataSource });
    read.forEach(slo => known.set(slo.sloId, slo));
  });
  return current.flatMap(id => known.get(id) ?? []);
}

/** By their ids, a page at a time: nothing is kept of the rows. */
async function eachCurrent(
  knex: Knex,
  dataSource: string,
  see: (row: CurrentRow) => void,
): Promise<void> {
  const pause = startPausing();
  let after = 0;
  for (;;) {
    const rows: CurrentRow[] = await fromActive(knex)
      .where('sli_revisions.data_source', dataSource)
      .where('slos.id', '>', after)
      .orderBy('slos.id')
      .limit(ROWS_PER_STATEMENT)
      .select(
        'slos.id',
        'slo_versions.version',
        'slo_versions.sli_revision_id',
        'service_environments.revision',
      );
    rows.forEach(see);
    if (rows.length < ROWS_PER_STATEMENT) {
      return;
    }
    after = rows[rows.length - 1].id;
    await pause();
  }
}

/** Versions and SLI revisions never change. */
function isSame(
  row: CurrentRow,
  known: ActiveSlo | undefined,
): known is ActiveSlo {
  return (
    known !== undefined &&
    known.version === row.version &&
    known.sliRevisionId === row.sli_revision_id
  );
}
