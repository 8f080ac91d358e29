import {
  BudgetStatus,
  GroupLabels,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { TestDatabaseId } from '@backstage/backend-test-utils';
import { budgetWindows, evaluateBudget } from '@nthlayer/engine';
import { Knex } from 'knex';
import { createDatabase, databases } from '../__testUtils__/databases';
import {
  exampleService,
  exampleSlo,
  exampleSpec,
} from '../__testUtils__/examples';
import { mostStatementsInATurn } from '../__testUtils__/mostStatementsInATurn';
import { DAY_MS, MINUTE_MS } from '../durations';
import { DatabaseEvaluationStore } from '../evaluation/DatabaseEvaluationStore';
import { MadeStatus } from '../evaluation/EvaluationStore';
import { DatabaseServiceStore } from '../services/DatabaseServiceStore';
import { DatabaseTileStore } from '../tiles/DatabaseTileStore';
import { DatabaseSloStore } from './DatabaseSloStore';
import { ActiveSlo } from './SloStore';

jest.setTimeout(120_000);

const NOW = Date.UTC(2026, 2, 10, 12);

async function setUp(id: TestDatabaseId) {
  const knex = await createDatabase(id);
  const services = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
  const spec = exampleSpec('a');
  await services.saveService(exampleService(spec, NOW), NOW);
  const slos = DatabaseSloStore.create({ knex });
  const [active] = await slos.listActive();
  const tiles = DatabaseTileStore.create({ knex });
  const evaluations = DatabaseEvaluationStore.create({ knex });
  return { active, evaluations, knex, services, slos, spec, tiles };
}

function statusAt(nowMs: number): BudgetStatus {
  const slo = exampleSlo('a');
  const { budget } = budgetWindows(slo, nowMs);
  const sums = { bad: 1, total: 100, knownTiles: 1, expectedTiles: 1 };
  return evaluateBudget(
    slo,
    { budget: { ...budget, sums }, burn: [] },
    { nowMs, tickMs: MINUTE_MS, newestTileMs: nowMs },
  );
}

function made(
  active: ActiveSlo,
  status: BudgetStatus,
  labels: GroupLabels = {},
): MadeStatus {
  const { sloId, sliRevisionId, revision } = active;
  const write = { sloId, sliRevisionId, revision, labels, status };
  return { active, write };
}

describe.each(databases.eachSupportedId())('DatabaseSloStore on %s', id => {
  it('counts how the SLOs of each data source are', async () => {
    const { active, evaluations, services, slos } = await setUp(id);
    for (const name of ['b', 'c', 'd']) {
      const dataSource = name === 'd' ? 'other' : 'main';
      const spec = exampleSpec(name, { dataSource });
      const originMs = NOW + 10 * MINUTE_MS;
      await services.saveService(exampleService(spec, originMs), NOW);
    }
    const problem = { code: 'timeout', message: 'No answer' } as const;
    await slos.recordProblem([active.sliRevisionId], problem, {
      nowMs: NOW,
    });
    const fresh = { ...statusAt(NOW + 1), stale: false };
    const [a, b, c] = await slos.listActive();
    const stale = { ...fresh, stale: true };
    await evaluations.save([
      made(a, stale, { route: '/a' }),
      made(a, stale, { route: '/b' }),
      made(b, fresh),
      made(c, { ...statusAt(NOW - 1), stale: false }),
    ]);
    await services.deleteServices(['component:default/d'], NOW);
    const main = { dataSource: 'main', readUntilMs: NOW };
    expect(await slos.summarise(NOW)).toEqual([
      { ...main, slos: 3, failing: 1, gaps: 3, stale: 2 },
    ]);
    expect(await slos.listDataSources()).toEqual(['main']);
  });

  it('counts no status as stale of an SLO that is gone, or is read from elsewhere now', async () => {
    const { evaluations, services, slos } = await setUp(id);
    const save = (name: string, dataSource: string) =>
      services.saveService(
        exampleService(exampleSpec(name, { dataSource }), NOW),
        NOW,
      );
    await save('gone', 'main');
    await save('moved', 'main');
    const all = await slos.listActive();
    await evaluations.save(all.map(active => made(active, statusAt(NOW - 1))));
    const staleOf = async () =>
      (await slos.summarise(NOW)).map(each => [each.dataSource, each.stale]);
    expect(await staleOf()).toEqual([['main', 3]]);
    await services.deleteServices(['component:default/gone'], NOW);
    await save('moved', 'other');
    expect(await staleOf()).toEqual([
      ['main', 1],
      ['other', 0],
    ]);
  });

  it('drops what is stored together of SLOs none of which is evaluated any more', async () => {
    const { active, evaluations, knex, services, slos } = await setUp(id);
    const b = exampleSpec('b', { dataSource: 'other' });
    await services.saveService(exampleService(b, NOW), NOW);
    const save = async () =>
      evaluations.save(
        (await slos.listActive()).map(each => made(each, statusAt(NOW))),
      );
    const stored = async () => [
      await knex('status_shards').orderBy('data_source').pluck('data_source'),
      await knex('status_figures').orderBy('data_source').pluck('data_source'),
    ];
    await save();
    await slos.purgeStatuses();
    expect(await stored()).toEqual([
      ['main', 'other'],
      ['main', 'other'],
    ]);
    await services.deleteServices([b.entityRef], NOW);
    await slos.purgeStatuses();
    expect(await stored()).toEqual([['main'], ['main']]);
    expect(await slos.listStatuses([active.entityRef])).toHaveLength(1);
    await services.saveService(exampleService(b, NOW), NOW);
    await save();
    expect(await slos.listStatuses([b.entityRef])).toHaveLength(1);
  });

  it('keeps when a problem began until a tick is written', async () => {
    const { active, slos, tiles } = await setUp(id);
    const { sliRevisionId } = active;
    const problem = (code: 'timeout' | 'unreachable') => ({
      code,
      message: 'No answer',
    });
    await slos.recordProblem([sliRevisionId], problem('timeout'), {
      nowMs: NOW,
    });
    await slos.recordProblem([sliRevisionId], problem('unreachable'), {
      nowMs: NOW + 1,
    });
    expect((await slos.listActive())[0].problem).toEqual({
      code: 'unreachable',
      message: 'No answer',
      sinceMs: NOW,
    });
    const range = { startMs: NOW, endMs: NOW + MINUTE_MS };
    await tiles.appendTiles({ sliRevisionId, ...range, series: [] });
    expect((await slos.listActive())[0].problem).toBeUndefined();
  });

  it('never goes back to an older status', async () => {
    const { active, evaluations, slos } = await setUp(id);
    const save = (nowMs: number) =>
      evaluations.save([made(active, statusAt(nowMs))]);
    expect(await save(NOW + MINUTE_MS)).toHaveLength(1);
    expect(await save(NOW)).toEqual([]);
    const [stored] = await slos.listStatuses([active.entityRef]);
    expect(stored.status).toEqual(statusAt(NOW + MINUTE_MS));
    expect(stored.revision).toBe(active.revision);
  });

  it('hides the status of an SLI that is no longer counted', async () => {
    const { active, evaluations, services, slos, spec } = await setUp(id);
    await evaluations.save([made(active, statusAt(NOW))]);
    expect(await slos.listStatuses([active.entityRef])).toHaveLength(1);
    const changed = { ...spec, slos: [exampleSlo('other')] };
    await services.saveService(exampleService(changed, NOW), NOW);
    expect(await slos.listStatuses([active.entityRef])).toEqual([]);
  });

  it('lists more SLOs than fit on a page', async () => {
    const { services, slos } = await setUp(id);
    const many = Array.from({ length: 230 }, (_, index) =>
      exampleSlo('b', { name: `slo-${index}` }),
    );
    const spec = exampleSpec('b', { slos: many });
    await services.saveService(exampleService(spec, NOW), NOW);
    const active = await slos.listActive();
    expect(new Set(active.map(item => item.sloId)).size).toBe(231);
  });
});

describe('a summary of many SLOs', () => {
  it('looks at some of them at a time, found by their id, and lets other work in', async () => {
    const knex = await createDatabase('SQLITE_3');
    const services = DatabaseServiceStore.create({ knex, historyMs: DAY_MS });
    const slos = DatabaseSloStore.create({ knex });
    const names = Array.from({ length: 30 }, (_, index) => `slo-${index}`);
    for (let service = 0; service < 40; service++) {
      const spec = exampleSpec(`s${service}`, {
        dataSource: service < 37 ? 'main' : 'other',
        slos: names.map(name => exampleSlo(`s${service}`, { name })),
      });
      await services.saveService(exampleService(spec, NOW), NOW);
    }
    const first = await slos.listActive({
      entityRefs: ['component:default/s0', 'component:default/s39'],
    });
    await slos.recordProblem(
      first.map(({ sliRevisionId }) => sliRevisionId),
      { code: 'timeout', message: 'No answer' },
      { nowMs: NOW },
    );
    await services.deleteServices(['component:default/s1'], NOW);
    const asked: { sql: string; bindings: Knex.RawBinding[] }[] = [];
    const note = (query: { sql: string; bindings: Knex.RawBinding[] }) =>
      asked.push(query);
    knex.on('query', note);
    let summary: unknown;
    const most = await mostStatementsInATurn(knex, async () => {
      summary = await slos.summarise(NOW);
    });
    knex.removeListener('query', note);
    const found = { readUntilMs: NOW, failing: 30, stale: 0 };
    expect(summary).toEqual([
      { dataSource: 'main', ...found, slos: 36 * 30, gaps: 36 * 30 },
      { dataSource: 'other', ...found, slos: 3 * 30, gaps: 3 * 30 },
    ]);
    expect(most).toBeLessThanOrEqual(3);
    const counts = asked.filter(({ sql }) => sql.includes('`services`'));
    expect(counts).toHaveLength(2);
    for (const { sql, bindings } of counts) {
      const steps: { detail: string }[] = await knex.raw(
        `explain query plan ${sql}`,
        bindings,
      );
      expect(steps[0].detail).toMatch(/slo_id>\? AND slo_id<\?|rowid>\?/);
    }
  });
});
