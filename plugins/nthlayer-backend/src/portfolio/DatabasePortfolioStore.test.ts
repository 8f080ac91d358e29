import { BudgetState, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleSlo, exampleSpec } from '../__testUtils__/examples';
import { mostStatementsInATurn } from '../__testUtils__/mostStatementsInATurn';
import { HOUR_MS, MINUTE_MS } from '../durations';
import { StatusWrite } from '../slos/SloStore';
import { refreshPortfolio } from './operations/refreshPortfolio';
import { toRollup } from '../views/toRollup';
import { PortfolioEntry, PortfolioPosition } from './PortfolioStore';

jest.setTimeout(120_000);

const { signal } = new AbortController();

/** Statuses as they are stored; only what the portfolio looks at. */
function statusOf(state: BudgetState, remaining: number | null) {
  const evaluatedAtMs = 1.8e12;
  return { state, remaining, stale: state === 'unknown', evaluatedAtMs };
}

interface Wanted {
  readonly name: string;
  readonly tier?: Tier;
  readonly owner?: string;
  readonly system?: string;
  readonly statuses: readonly [BudgetState, number | null][];
}

/** Services with one SLO a status. */
async function withServices(knex: Knex, services: readonly Wanted[]) {
  const ledger = createLedger(knex);
  for (const { statuses, ...spec } of services) {
    const slos = statuses.map((_status, index) =>
      exampleSlo(spec.name, { name: `slo-${index}` }),
    );
    await ledger.add(exampleSpec(spec.name, { ...spec, slos }));
  }
  const active = await ledger.slos.listActive();
  const made = active.flatMap(slo => {
    const service = services.find(({ name }) =>
      slo.entityRef.endsWith(`/${name}`),
    );
    const [state, remaining] =
      service!.statuses[Number(slo.slo.name.split('-')[1])];
    const { sloId, sliRevisionId, revision } = slo;
    const status = statusOf(state, remaining) as StatusWrite['status'];
    const write = { sloId, sliRevisionId, revision, labels: {}, status };
    return [{ active: slo, write }];
  });
  const judged = active.map(({ entityRef, environment }) => ({
    entityRef,
    environment,
    statuses: made
      .filter(one => one.active.entityRef === entityRef)
      .map(one => ({ slo: one.active.slo.name, ...one.write.status })),
  }));
  await knex.transaction(tx => refreshPortfolio(tx, judged));
  return ledger;
}

const names = (entries: readonly PortfolioEntry[]) =>
  entries.map(({ name }) => name);

const SIX: readonly Wanted[] = [
  {
    name: 'fine',
    statuses: [
      ['healthy', 0.9],
      ['healthy', 0.2],
    ],
    tier: 'low',
  },
  { name: 'idle', statuses: [['no-traffic', null]], owner: undefined },
  {
    name: 'spent',
    statuses: [
      ['healthy', 1],
      ['exhausted', -0.5],
    ],
  },
  {
    name: 'dark',
    statuses: [
      ['unknown', null],
      ['healthy', 0.5],
    ],
  },
  { name: 'hot', statuses: [['burning', 0.1]], owner: 'group:default/team-b' },
  {
    name: 'gone',
    statuses: [['exhausted', -3]],
    system: 'system:default/shop',
  },
];

describe.each(databases.eachSupportedId())('portfolio on %s', id => {
  it('is in order of states, and then of the budget left', async () => {
    const { portfolio, services } = await withServices(
      await createDatabase(id),
      SIX,
    );
    const all = await portfolio.list({ limit: 10 });
    expect(names(all)).toEqual([
      'gone',
      'spent',
      'hot',
      'dark',
      'fine',
      'idle',
    ]);
    expect(all[1]).toMatchObject({
      state: 'exhausted',
      stale: false,
      worst: { slo: 'slo-1', remaining: -0.5 },
      counts: { exhausted: 1, healthy: 1, burning: 0, unknown: 0 },
      evaluatedAtMs: 1.8e12,
    });
    expect(all[3]).toMatchObject({
      state: 'unknown',
      stale: true,
      worst: { slo: 'slo-0', remaining: null },
    });
    await services.deleteServices(['component:default/spent'], 2e12);
    expect(names(await portfolio.list({ limit: 2 }))).toEqual(['gone', 'hot']);
  });

  it('narrows by every field', async () => {
    const { portfolio } = await withServices(await createDatabase(id), SIX);
    const list = async (filter: object) =>
      names(await portfolio.list({ ...filter, limit: 10 }));
    expect(await list({ tier: 'low' })).toEqual(['fine']);
    expect(await list({ owner: 'group:default/team-b' })).toEqual(['hot']);
    expect(await list({ system: 'system:default/shop' })).toEqual(['gone']);
    expect(await list({ state: 'no-traffic' })).toEqual(['idle']);
    expect(await list({ environment: 'default', text: 'NE' })).toEqual([
      'gone',
      'fine',
    ]);
    expect(await list({ environment: 'staging' })).toEqual([]);
    expect(await list({ text: '%' })).toEqual([]);
    expect(await list({ text: `'; drop table portfolio; --` })).toEqual([]);
    const criteria = {
      key: 'owner',
      values: ['group:default/team-b'],
    } as const;
    expect(await list({ criteria })).toEqual(['hot']);
    expect(await list({ criteria: { not: criteria } })).not.toContain('hot');
  });

  it('names the worst of every team and counts the rest', async () => {
    const { portfolio } = await withServices(await createDatabase(id), SIX);
    const rollups = await portfolio.rollup({ by: 'owner' });
    const teamA = rollups.find(({ key }) => key === 'group:default/team-a');
    expect(teamA).toMatchObject({
      services: 4,
      stale: true,
      counts: {
        exhausted: 2,
        burning: 0,
        unknown: 1,
        healthy: 4,
        'no-traffic': 0,
      },
      worst: { name: 'gone', worst: { slo: 'slo-0', remaining: -3 } },
    });
    expect(rollups.map(({ key }) => key).sort()).toEqual([
      'group:default/team-a',
      'group:default/team-b',
      null,
    ]);
    const [low] = await portfolio.rollup({ by: 'tier', tier: 'low' });
    expect(low).toMatchObject({ key: 'low', services: 1 });
  });

  it('is stale together when the oldest of them is, however new the worst', async () => {
    const knex = await createDatabase(id);
    const { portfolio, sources } = await withServices(knex, SIX);
    const nowMs = 1.8e12 + HOUR_MS;
    const madeAt = (name: string, evaluatedAtMs: number, wholeMs?: number) => {
      const { statuses } = SIX.find(one => one.name === name)!;
      const judged = {
        entityRef: `component:default/${name}`,
        environment: 'default',
        statuses: statuses.map(([state, remaining], index) => ({
          ...statusOf(state, remaining),
          slo: `slo-${index}`,
          stale: false,
          evaluatedAtMs,
        })),
      };
      return knex.transaction(tx => refreshPortfolio(tx, [judged], wholeMs));
    };
    const isStale = async () => {
      const rollups = await portfolio.rollup({ by: 'owner' });
      const [team] = rollups.filter(
        ({ key }) => key === 'group:default/team-a',
      );
      const shownAt = { nowMs, tickMs: 60_000 };
      return toRollup(team, { sources, shownAt }).stale;
    };
    for (const { name } of SIX) {
      await madeAt(name, nowMs);
    }
    expect(await isStale()).toBe(false);
    await madeAt('fine', nowMs - 10 * MINUTE_MS);
    expect(await isStale()).toBe(true);

    // with all others of its data source, whose cursor says when
    await madeAt('fine', nowMs, nowMs);
    await knex('reading_cursors').delete();
    const cursor = {
      data_source: 'main',
      watermark_ms: 0,
      followers: 0,
      definitions: 0,
      progress: 0,
      evaluated_at_ms: nowMs,
    };
    await knex('reading_cursors').insert(cursor);
    expect(await isStale()).toBe(false);
    const earlier = { evaluated_at_ms: nowMs - 10 * MINUTE_MS };
    await knex('reading_cursors').update(earlier);
    expect(await isStale()).toBe(true);
  });

  it('follows systems into their domains', async () => {
    const ledger = await withServices(await createDatabase(id), SIX);
    const { portfolio } = ledger;
    const domain = 'domain:default/commerce';
    const inDomain = async () =>
      names(await portfolio.list({ domain, limit: 10 }));
    await portfolio.saveDomains(new Map([['system:default/shop', domain]]));
    expect(await inDomain()).toEqual(['gone']);
    const newcomer = { name: 'new', system: 'system:default/shop' };
    await ledger.add(exampleSpec('new', newcomer));
    expect(await inDomain()).toEqual(['gone', 'new']);
    await portfolio.saveDomains(new Map());
    expect(await inDomain()).toEqual([]);
  });

  it('shows a service that was never measured as unknown and stale', async () => {
    const ledger = createLedger(await createDatabase(id));
    await ledger.add(exampleSpec('new'));
    const [entry] = await ledger.portfolio.list({ limit: 1 });
    expect(entry).toMatchObject({ state: 'unknown', stale: true });
    expect(entry).not.toHaveProperty('worst');
    await ledger.tick.run(signal);
    const [measured] = await ledger.portfolio.list({ limit: 1 });
    expect(measured.worst).toEqual({ slo: 'availability', remaining: null });
  });
});

describe('domains of many systems', () => {
  it('are written some at a time, and other work is let in', async () => {
    const knex = await createDatabase('SQLITE_3');
    const { portfolio } = createLedger(knex);
    const domains = new Map(
      Array.from({ length: 200 }, (_, index) => [
        `system:default/s${index}`,
        'domain:default/commerce',
      ]),
    );
    const save = () => portfolio.saveDomains(domains);
    expect(await mostStatementsInATurn(knex, save)).toBeLessThan(90);
    expect(await knex('system_domains')).toHaveLength(200);
    const again = await mostStatementsInATurn(knex, save);
    expect(again).toBe(1);
  });
});

describe('pages of the portfolio', () => {
  it('hold every service once, in order, however long they are', async () => {
    const status = fc.oneof(
      fc.constant<[BudgetState, null]>(['unknown', null]),
      fc.constant<[BudgetState, null]>(['no-traffic', null]),
      fc
        .constantFrom(-1, -0.25, 0, 0.25, 1)
        .map<[BudgetState, number]>(left => [
          left <= 0 ? 'exhausted' : 'healthy',
          left,
        ]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(status, { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.integer({ min: 1, max: 5 }),
        async (all, limit) => {
          const knex = await createDatabase('SQLITE_3');
          const { portfolio } = await withServices(
            knex,
            all.map((statuses, index) => ({ name: `s${index}`, statuses })),
          );
          const seen: PortfolioEntry[] = [];
          for (
            let after: PortfolioPosition | undefined;
            ;
            after = seen.at(-1)
          ) {
            const page = await portfolio.list({ after, limit });
            seen.push(...page);
            if (page.length < limit) {
              break;
            }
          }
          expect(names(seen).sort()).toEqual(all.map((_, i) => `s${i}`).sort());
          const keys = seen.map(({ sortKey }) => sortKey);
          expect(keys).toEqual([...keys].sort((a, b) => a - b));
          const spent = all.filter(statuses =>
            statuses.some(([state]) => state === 'exhausted'),
          ).length;
          seen.forEach(({ state }, index) =>
            expect(state === 'exhausted').toBe(index < spent),
          );
        },
      ),
      { numRuns: 12 },
    );
  });
});
