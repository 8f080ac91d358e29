import { setTimeout } from 'node:timers/promises';
import { Knex } from 'knex';
import { createLedger } from '../../__testUtils__/createLedger';
import { createDatabase, databases } from '../../__testUtils__/databases';
import { exampleSpec } from '../../__testUtils__/examples';
import { PortfolioRow } from '../../database/tables';
import { lockedPortfolio } from './lockedPortfolio';

jest.setTimeout(60_000);

type Ledger = ReturnType<typeof createLedger>;

const specOf = (name: string) =>
  exampleSpec(name, {
    system: `system:default/of-${name}`,
    environments: ['staging', 'production'],
  });

/** What writes several rows. */
const WRITERS: Record<string, (ledger: Ledger) => Promise<unknown>> = {
  'domains of systems': ({ portfolio }) =>
    portfolio.saveDomains(
      new Map(
        ['z', 'a'].map(name => [
          `system:default/of-${name}`,
          'domain:default/commerce',
        ]),
      ),
    ),
  'a service in several environments': ({ add }) => add(specOf('a')),
  'the end of services': ({ services, clock }) =>
    services.deleteServices(
      ['z', 'a'].map(name => `component:default/${name}`),
      clock.nowMs,
    ),
};

/** SQLite has one connection, which is taken. */
async function untilSomebodyWaits(knex: Knex): Promise<void> {
  if (knex.client.config.client !== 'pg') {
    return;
  }
  const waiting = () =>
    knex('pg_stat_activity')
      .whereRaw('datname = current_database()')
      .where('wait_event_type', 'Lock')
      .first();
  while (!(await waiting())) {
    await setTimeout(10);
  }
}

describe.each(databases.eachSupportedId())('The portfolio on %s', id => {
  it.each(Object.keys(WRITERS))(
    'is locked row by row in one order by %s: nobody waits for who waits for it',
    async writer => {
      const knex = await createDatabase(id);
      const ledger = createLedger(knex);
      await ledger.add(specOf('z'));
      await ledger.add(specOf('a'));
      const [first, ...rest]: PortfolioRow[] = await knex<PortfolioRow>(
        'portfolio',
      ).orderBy(['entity_ref', 'environment']);
      expect(rest).toHaveLength(3);
      let written: Promise<unknown> | undefined;
      await knex.transaction(async tx => {
        const lock = ({ entity_ref, environment }: PortfolioRow) =>
          tx('portfolio').where({ entity_ref, environment }).forUpdate();
        await lock(first);
        written = WRITERS[writer](ledger);
        await untilSomebodyWaits(knex);
        for (const row of rest) {
          await lock(row);
        }
      });
      await written;
    },
  );

  it('is locked in the order of characters, whatever language the database has', async () => {
    const knex = await createDatabase(id);
    const ledger = createLedger(knex);
    for (const name of ['ab', 'a_c', 'a-z']) {
      await ledger.add(exampleSpec(name));
    }
    const tx = await knex.transaction();
    if (knex.client.config.client === 'pg') {
      await tx.raw(
        'alter table portfolio alter entity_ref type text collate "en-x-icu"',
      );
    }
    const rows = await lockedPortfolio(tx).select('name');
    await tx.rollback();
    expect(rows.map(({ name }) => name)).toEqual(['a-z', 'a_c', 'ab']);
  });
});
