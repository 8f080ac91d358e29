import { MAX_GROUPS } from '@nthlayer/engine';
import { Knex } from 'knex';
import { createDatabase, databases } from '../__testUtils__/databases';
import { createLedger } from '../__testUtils__/createLedger';
import { exampleSpec } from '../__testUtils__/examples';
import { DAY_MS } from '../durations';
import { GroupIds } from './GroupIds';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 2, 10, 12);

async function revisionIn(knex: Knex): Promise<number> {
  const ledger = createLedger(knex);
  await ledger.add(exampleSpec('pay'));
  const [{ sliRevisionId }] = await ledger.slos.listActive();
  return sliRevisionId;
}

describe.each(databases.eachSupportedId())('GroupIds on %s', id => {
  const setUp = async () => {
    const knex = await createDatabase(id);
    const sliRevisionId = await revisionIn(knex);
    const groupIds = GroupIds.create();
    const namesOf = (count: number, newestMs: number = NOW) =>
      Array.from({ length: count }, (_, index) => ({
        ...{ sliRevisionId, newestMs },
        labels: { path: `/${newestMs - NOW}/${index}` },
      }));
    const resolve = (names: ReturnType<typeof namesOf>) =>
      knex.transaction(tx => groupIds.resolve(tx, names));
    const asks = async (names: ReturnType<typeof namesOf>) => {
      let statements = 0;
      const count = ({ sql }: { sql: string }) => {
        statements += sql.includes('tile_groups') ? 1 : 0;
      };
      knex.on('query', count);
      const ids = await resolve(names);
      knex.removeListener('query', count);
      return { ids, statements };
    };
    return { knex, sliRevisionId, groupIds, namesOf, resolve, asks };
  };

  it('asks again for what was forgotten only', async () => {
    const { groupIds, namesOf, resolve, asks, sliRevisionId } = await setUp();
    const names = namesOf(3);
    const ids = await resolve(names);
    expect(await asks(names)).toEqual({ ids, statements: 0 });
    groupIds.forget(new Set([sliRevisionId + 1]));
    expect(await asks(names)).toEqual({ ids, statements: 0 });
    groupIds.forget(new Set([sliRevisionId]));
    expect(await asks(names)).toEqual({ ids, statements: 1 });
  });

  it('leaves out what is too much, and old groups beyond as many', async () => {
    const { knex, namesOf, resolve } = await setUp();
    const isLeftOut = (groupId: number) => groupId === 0;
    const ids = await resolve(namesOf(MAX_GROUPS + 7));
    expect(ids.filter(isLeftOut)).toHaveLength(7);
    expect(ids.slice(0, MAX_GROUPS).some(isLeftOut)).toBe(false);
    const [revision] = await knex('sli_revisions');
    expect(Number(revision.left_out_since_ms)).toBe(NOW);

    const old = await resolve(namesOf(MAX_GROUPS + 3, NOW - 2 * DAY_MS));
    expect(old.filter(isLeftOut)).toHaveLength(3);
    const [{ retired }] = await knex('tile_groups')
      .whereNotNull('retired_at_ms')
      .count({ retired: '*' });
    expect(Number(retired)).toBe(MAX_GROUPS);
  });

  it('finds a retired group again under its id', async () => {
    const { knex, groupIds, namesOf, resolve, sliRevisionId } = await setUp();
    const [name] = namesOf(1);
    const ids = await resolve([name]);
    await knex('tile_groups').update({ retired_at_ms: NOW + 2 * DAY_MS });
    groupIds.forget(new Set([sliRevisionId]));
    const later = { ...name, newestMs: NOW + 3 * DAY_MS };
    expect(await resolve([later])).toEqual(ids);
    const [group] = await knex('tile_groups');
    expect(group.retired_at_ms).toBeNull();
    expect(Number(group.newest_ms)).toBe(later.newestMs);
  });
});
