import { BudgetState, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { createDatabase, databases } from '../__testUtils__/databases';
import { mostStatementsInATurn } from '../__testUtils__/mostStatementsInATurn';
import { PortfolioRow } from '../database/tables';
import { groupBy } from '../evaluation/groupBy';
import { DatabasePortfolioStore } from './DatabasePortfolioStore';
import { PortfolioEntry, RollupKey, RollupQuery } from './PortfolioStore';

jest.setTimeout(120_000);

const SERVICES = 1300;
const ENVIRONMENTS = ['production', 'staging'];
const TIERS: readonly Tier[] = ['critical', 'high', 'standard', 'low'];

/** One of a hundred is exhausted; those of the last page are, too, of a team of their own. */
function row(service: number, environment: string): PortfolioRow {
  const left = ((service * 7919) % 1009) / 1009;
  const isLast = service >= SERVICES - 3;
  const isExhausted = left < 0.01 || isLast;
  const state: BudgetState = isExhausted ? 'exhausted' : 'healthy';
  const name = `service-${String(service).padStart(5, '0')}`;
  return {
    entity_ref: `component:default/${name}`,
    environment,
    name,
    title: null,
    type: 'api',
    tier: TIERS[service % 4],
    owner: service % 7 === 0 ? null : `group:default/team-${service % 2}`,
    system: `system:default/system-${isLast ? 'last' : service % 200}`,
    domain: null,
    data_source: 'main',
    search: `default/${name} `,
    state,
    stale: service === 1100,
    worst_slo: service === 0 ? null : 'availability',
    worst_remaining: left,
    sort_key: isExhausted ? -1 : left,
    exhausted: isExhausted ? 1 : 0,
    burning: 0,
    unknown: 0,
    healthy: 2,
    no_traffic: 0,
    evaluated_at_ms: 1.8e12 + service,
  };
}

async function insertRows(knex: Knex) {
  const rows = Array.from({ length: SERVICES }, (_, service) =>
    ENVIRONMENTS.map(environment => row(service, environment)),
  ).flat();
  await knex.batchInsert('portfolio', rows, 500);
}

/** Put together one after the other; the entries are in the order of the portfolio. */
function rollUp(entries: readonly PortfolioEntry[], by: RollupKey) {
  const groups = groupBy(entries, entry => entry[by] ?? null);
  return [...groups].map(([key, own]) => {
    const madeAtMs = own.flatMap(({ evaluatedAtMs }) => evaluatedAtMs ?? []);
    const counts = { ...own[0].counts };
    for (const other of own.slice(1)) {
      for (const state of Object.keys(counts) as BudgetState[]) {
        counts[state] += other.counts[state];
      }
    }
    return {
      key,
      services: own.length,
      counts,
      stale: own.some(({ stale }) => stale),
      ...(madeAtMs.length > 0 && { evaluatedAtMs: Math.min(...madeAtMs) }),
      worst: own[0],
    };
  });
}

const sorted = <T extends { key: string | null }>(all: readonly T[]) =>
  [...all].sort((a, b) => String(a.key).localeCompare(String(b.key)));

const QUERIES: readonly RollupQuery[] = [
  { by: 'owner' },
  { by: 'system' },
  { by: 'domain' },
  { by: 'tier', state: 'exhausted' },
  { by: 'state' },
  { by: 'state', environment: 'staging' },
  { by: 'owner', system: 'system:default/system-last' },
  { by: 'state', owner: 'group:default/team-1', tier: 'low' },
  { by: 'state', text: 'service-001' },
  {
    by: 'tier',
    criteria: { key: 'owner', values: ['group:default/team-1'] },
  },
];

describe.each(databases.eachSupportedId())('roll-ups on %s', id => {
  it('of many services are those of all of them, with the worst of each', async () => {
    const knex = await createDatabase(id);
    await insertRows(knex);
    await knex('portfolio_suffixes').insert(
      Array.from({ length: 10 }, (_, index) => ({
        suffix: `service-0010${index} `,
        entity_ref: `component:default/service-0010${index}`,
      })),
    );
    const portfolio = DatabasePortfolioStore.create({ knex });
    for (const query of QUERIES) {
      const { by, ...filter } = query;
      const all = await portfolio.list({ ...filter, limit: 10_000 });
      expect(all.length).toBeGreaterThan(0);
      const rollups = await portfolio.rollup(query);
      expect(sorted(rollups)).toEqual(sorted(rollUp(all, by)));
      const order = rollups.map(({ worst }) => worst.sortKey);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      const refs = new Set(all.map(({ entityRef }) => entityRef));
      expect((await portfolio.listRefs(filter)).sort()).toEqual(
        [...refs].sort(),
      );
    }
  });
});

describe('a roll-up of many services', () => {
  it('looks at some of them at a time, and lets other work in', async () => {
    const knex = await createDatabase('SQLITE_3');
    await insertRows(knex);
    const portfolio = DatabasePortfolioStore.create({ knex });
    const asked: { sql: string; bindings: Knex.RawBinding[] }[] = [];
    const note = (query: { sql: string; bindings: Knex.RawBinding[] }) =>
      asked.push(query);
    const owner = 'group:default/team-1';
    for (const query of [
      { by: 'owner' },
      { by: 'state' },
      { by: 'system', owner },
      { by: 'tier', state: 'healthy' },
    ] as const) {
      asked.length = 0;
      knex.on('query', note);
      const most = await mostStatementsInATurn(knex, () =>
        portfolio.rollup(query),
      );
      knex.removeListener('query', note);
      expect(most).toBeLessThanOrEqual(4);
      for (const { sql, bindings } of asked) {
        const steps: { detail: string }[] = await knex.raw(
          `explain query plan ${sql}`,
          bindings,
        );
        const plan = steps.map(({ detail }) => detail).join('; ');
        // a team is looked at by itself only to see whether it is small
        const isLook = sql.startsWith('select `entity_ref` from `portfolio`');
        expect(plan).toContain(
          isLook && sql.includes('`owner` =') ? '(owner=?)' : '(entity_ref>?',
        );
        expect(plan).not.toMatch(/\((state|tier|system)=/);
      }
    }
  });
});
