import { Knex } from 'knex';
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
  for (let at = 0; at < sloIds.length; at += SLOS_PER_STATEMENT) {
    const rows: { id: number; revision: number }[] = await fromActive(knex)
      .whereIn('slos.id', sloIds.slice(at, at + SLOS_PER_STATEMENT))
      .select('slos.id', { revision: 'sli_revisions.id' });
    rows.forEach(({ id, revision }) => current.set(id, revision));
  }
  return ({ sloId, sliRevisionId }) => current.get(sloId) === sliRevisionId;
}
