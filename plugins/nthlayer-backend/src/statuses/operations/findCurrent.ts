import { Knex } from 'knex';
import { inBatches } from '../../database/inBatches';
import { fromActive } from '../../slos/operations/listActive';
import { StatusIdentity } from '../StatusIdentity';

const SLOS_PER_STATEMENT = 500;

type Counted = Pick<StatusIdentity, 'sloId' | 'sliRevisionId'>;

/** Which of these statuses are of SLIs that are counted at present. */
export async function findCurrent(
  knex: Knex,
  identities: readonly Counted[],
): Promise<(identity: Counted) => boolean> {
  const sloIds = [...new Set(identities.map(({ sloId }) => sloId))];
  const current = new Map<number, number>();
  await inBatches(sloIds, SLOS_PER_STATEMENT, async batch => {
    const rows: { id: number; revision: number }[] = await fromActive(knex)
      .whereIn('slos.id', batch)
      .select('slos.id', { revision: 'sli_revisions.id' });
    rows.forEach(({ id, revision }) => current.set(id, revision));
  });
  return ({ sloId, sliRevisionId }) => current.get(sloId) === sliRevisionId;
}
