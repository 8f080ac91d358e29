import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSpec } from '../__testUtils__/examples';
import { PortfolioEntry } from './PortfolioStore';

jest.setTimeout(120_000);

const TITLES: Readonly<Record<string, string | undefined>> = {
  'payment-api': 'Payment API: 100 % "paid"',
  'cart-50-percent': undefined,
  checkout: 'Kasse für Bücher 📚📕',
  a_b: `Long ${'tail '.repeat(12)}end`,
  axb: 'PAYMENT backwards',
};

async function withTitles(knex: Knex) {
  const ledger = createLedger(knex);
  for (const [name, title] of Object.entries(TITLES)) {
    await ledger.add(
      exampleSpec(name, { title, environments: ['production', 'staging'] }),
    );
  }
  return ledger;
}

const searched = (name: string, title = '') =>
  `default/${name} ${title}`.toLowerCase();

const namesOf = (entries: readonly PortfolioEntry[]) =>
  [...new Set(entries.map(({ name }) => name))].sort();

function suffixCount(knex: Knex, name: string) {
  const entityRef = `component:default/${name}`;
  return knex('portfolio_suffixes')
    .where('entity_ref', entityRef)
    .count({ count: '*' })
    .then(([{ count }]) => Number(count));
}

describe.each(databases.eachSupportedId())('a search on %s', id => {
  it('finds what holds a text, wherever it stands and whatever it is', async () => {
    const knex = await createDatabase(id);
    const { portfolio } = await withTitles(knex);
    const texts = [
      ...Object.entries(TITLES).flatMap(([name, title]) => {
        const all = [...searched(name, title)];
        return all.flatMap((_, from) =>
          [1, 3, 34].map(length => all.slice(from, from + length).join('')),
        );
      }),
      ...['PAYMENT', 'für', 'FÜR', 'ÿ', 'percent payment', '%%', '\\', '__'],
      ...["'", '', '\u{10ffff}', 'end ', 'tail tail tail tail tail tail end'],
    ];
    for (const text of new Set(texts)) {
      const found = await portfolio.list({ text, limit: 99 });
      const expected = Object.entries(TITLES).filter(([name, title]) =>
        searched(name, title).includes(text.toLowerCase()),
      );
      expect([text, namesOf(found)]).toEqual([
        text,
        expected.map(([name]) => name).sort(),
      ]);
      expect(found).toHaveLength(2 * expected.length);
    }
    const [rollup] = await portfolio.rollup({ by: 'tier', text: 'payment' });
    expect(rollup.services).toBe(4);
  });

  it('follows services that change, go and come back', async () => {
    const knex = await createDatabase(id);
    const { add, portfolio, services, clock } = await withTitles(knex);
    const find = async (text: string) =>
      namesOf(await portfolio.list({ text, limit: 99 }));
    await add(exampleSpec('checkout', { title: 'Till' }));
    expect(await find('kasse')).toEqual([]);
    expect(await find('till')).toEqual(['checkout']);
    expect(await suffixCount(knex, 'checkout')).toBe(
      searched('checkout', 'Till').length,
    );
    await services.deleteServices(
      ['component:default/checkout', 'component:default/axb'],
      clock.nowMs,
    );
    expect(await find('till')).toEqual([]);
    expect(await find('payment')).toEqual(['payment-api']);
    expect(await suffixCount(knex, 'checkout')).toBe(0);
    await add(exampleSpec('checkout', { title: 'Till' }));
    expect(await find('till')).toEqual(['checkout']);
  });
});
