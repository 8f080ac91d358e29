import { Knex } from 'knex';
import { createDatabase } from '../__testUtils__/databases';
import { PortfolioRow } from '../database/tables';
import { saveSuffixes } from './operations/searchSuffixes';
import { DatabasePortfolioStore } from './DatabasePortfolioStore';
import { sortKeyOf } from './portfolioOrder';
import { PortfolioFilter } from './PortfolioStore';

jest.setTimeout(120_000);

const PAGE = 50;

function row(index: number): PortfolioRow {
  const left = ((index * 7919) % 10_007) / 10_007;
  const state = left < 0.01 ? 'exhausted' : 'healthy';
  return {
    entity_ref: `component:default/service-${index}`,
    environment: 'production',
    name: `service-${index}`,
    title: null,
    type: 'api',
    tier: ['critical', 'high', 'standard', 'low'][index % 4],
    owner: `group:default/team-${index % 50}`,
    system: `system:default/system-${index % 200}`,
    domain: `domain:default/domain-${index % 10}`,
    data_source: 'main',
    search: `default/service-${index} `,
    state,
    stale: false,
    worst_slo: 'availability',
    worst_remaining: left,
    sort_key: sortKeyOf(state, left),
    exhausted: 0,
    burning: 0,
    unknown: 0,
    healthy: 2,
    no_traffic: 0,
    evaluated_at_ms: 1.8e12,
  };
}

async function withRows(count: number) {
  const knex = await createDatabase('SQLITE_3');
  for (let from = 0; from < count; from += 500) {
    await knex<PortfolioRow>('portfolio').insert(
      Array.from({ length: Math.min(500, count - from) }, (_, i) =>
        row(from + i),
      ),
    );
  }
  const refs = await knex<PortfolioRow>('portfolio').pluck('entity_ref');
  await knex.transaction(tx => saveSuffixes(tx, refs));
  return { knex, portfolio: DatabasePortfolioStore.create({ knex }) };
}

/** How the database finds what a call asks for: the plans of its statements. */
async function plansOf<T>(
  knex: Knex,
  call: () => Promise<T>,
): Promise<{ answer: T; plans: string[] }> {
  const asked: { sql: string; bindings: Knex.RawBinding[] }[] = [];
  const note = (query: { sql: string; bindings: Knex.RawBinding[] }) =>
    asked.push(query);
  knex.on('query', note);
  const answer = await call();
  knex.removeListener('query', note);
  const plans: string[] = [];
  for (const { sql, bindings } of asked) {
    const steps: { detail: string }[] = await knex.raw(
      `explain query plan ${sql}`,
      bindings,
    );
    plans.push(steps.map(({ detail }) => detail).join('; '));
  }
  return { answer, plans };
}

describe('a page of the portfolio', () => {
  it.each<[PortfolioFilter, string]>([
    [{}, 'portfolio_order_idx'],
    [{ owner: 'group:default/team-7' }, 'portfolio_owner_idx'],
    [{ system: 'system:default/system-7' }, 'portfolio_system_idx'],
    [{ domain: 'domain:default/domain-7' }, 'portfolio_domain_idx'],
    [{ tier: 'low' }, 'portfolio_order_idx'],
    [{ tier: 'low', state: 'healthy' }, 'portfolio_order_idx'],
    [
      { owner: 'group:default/team-7', state: 'healthy' },
      'portfolio_owner_idx',
    ],
    [
      { system: 'system:default/system-7', state: 'healthy' },
      'portfolio_system_idx',
    ],
    [
      { domain: 'domain:default/domain-7', state: 'healthy' },
      'portfolio_domain_idx',
    ],
  ])('with %j is read in the order of an index', async (filter, index) => {
    const { knex, portfolio } = await withRows(1000);
    const first = { ...filter, limit: PAGE };
    const one = await plansOf(knex, () => portfolio.list(first));
    const second = { ...first, after: one.answer.at(-1) };
    const two = await plansOf(knex, () => portfolio.list(second));
    for (const plans of [one.plans, two.plans]) {
      expect(plans).toHaveLength(1);
      expect(plans[0]).toContain(`USING INDEX ${index}`);
      expect(plans[0]).not.toContain('TEMP B-TREE');
    }
  });

  it('of a text is found by an index, or in their order where many have it', async () => {
    const { knex, portfolio } = await withRows(3000);
    const all = await portfolio.list({ limit: 3000 });
    for (const [text, isRare] of [
      ['ice-29', true],
      ['service', false],
      ['2', false],
    ] as const) {
      const query = { text, state: 'healthy', limit: PAGE } as const;
      const { answer, plans } = await plansOf(knex, () =>
        portfolio.list(query),
      );
      expect(answer).toEqual(
        all
          .filter(each => each.name.includes(text) && each.state === 'healthy')
          .slice(0, PAGE),
      );
      expect(plans).toHaveLength(2);
      const [places, found] = plans;
      expect(places).toBe(
        'SEARCH portfolio_suffixes USING PRIMARY KEY (suffix>? AND suffix<?)',
      );
      expect(found).toContain(
        isRare ? '(entity_ref=?)' : 'INDEX portfolio_order_idx',
      );
      expect(found).not.toMatch(/SCAN (portfolio|reading)/);
    }
  });

  it('is the same page, wherever it lies among many', async () => {
    const { portfolio } = await withRows(3000);
    const all = await portfolio.list({ limit: 3000 });
    const page = await portfolio.list({ after: all[1499], limit: PAGE });
    expect(page).toEqual(all.slice(1500, 1500 + PAGE));
  });
});
