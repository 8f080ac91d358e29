import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createLedger } from '../__testUtils__/createLedger';
import { createDatabase, databases } from '../__testUtils__/databases';
import { exampleService, exampleSpec } from '../__testUtils__/examples';
import { DatabaseBudgetAlertStore } from '../budgetAlerts/DatabaseBudgetAlertStore';
import { DAY_MS, MINUTE_MS } from '../durations';
import { DatabaseLintStore } from '../lint/DatabaseLintStore';
import { DatabaseSpecFileStore } from '../specFiles/DatabaseSpecFileStore';
import { LeaseLostError } from './checkFence';
import { DatabaseLeaseStore } from './DatabaseLeaseStore';
import { Lease } from './LeaseStore';

jest.setTimeout(120_000);

const A = 'component:default/a';
const B = 'component:default/b';
const GONE = 'component:default/gone';
const TABLES = [
  'services',
  'service_environments',
  'slos',
  'portfolio',
  'tile_groups',
  'tile_chunks',
  'budget_notices',
  'lint_findings',
  'spec_files',
  'system_domains',
  'status_shards',
  'status_figures',
];

async function setUp(id: Parameters<typeof createDatabase>[0]) {
  const knex = await createDatabase(id);
  const ledger = createLedger(knex);
  await ledger.add(exampleSpec('a'));
  await ledger.add(exampleSpec('gone'));
  ledger.clock.nowMs += 5 * MINUTE_MS;
  const { nowMs } = ledger.clock;
  const laterMs = nowMs + 500 * DAY_MS;
  await ledger.tick.run(new AbortController().signal);
  await ledger.tiles.sealTiles(nowMs + DAY_MS);
  await ledger.services.deleteServices([GONE], nowMs);
  const alertStore = DatabaseBudgetAlertStore.create({ knex });
  const notice = (noticeId: string) => ({
    id: noticeId,
    entity_ref: A,
    notice: '{}',
    created_at_ms: 0,
    next_try_at_ms: 0,
    tries: 0,
  });
  await knex('budget_notices').insert([
    { ...notice('due') },
    { ...notice('old'), settled_at_ms: 1, outcome: 'delivered' },
  ]);
  const lint = DatabaseLintStore.create({ knex });
  const [target] = await lint.listTargets({ beforeMs: nowMs, limit: 1 });
  const specFiles = DatabaseSpecFileStore.create({ knex });
  const look = {
    entityRef: A,
    source: 'file:a',
    file: { path: 'a.yaml', text: '' },
    fingerprint: 'f',
    lookedAtMs: 0,
  };
  await specFiles.saveLook({ ...look, entityRef: GONE });
  const { services, slos, tiles, portfolio } = ledger;
  const added = exampleService(exampleSpec('b'), nowMs);
  const domains = new Map([['system:default/s', 'domain:default/d']]);
  const conflict: Diagnostic = {
    severity: 'warning',
    code: 'service-label-taken',
    path: '',
    summary: 'Two services are one',
  };
  const conflicts = new Map([[A, [conflict]]]);
  const attempt = { done: ['event'], nowMs, againAtMs: nowMs } as const;
  /** Every write of a job that does not read data sources. */
  const writes: Record<string, (fence?: Lease) => Promise<unknown>> = {
    saveService: fence => services.saveService(added, nowMs, fence),
    saveConflicts: fence => services.saveConflicts(conflicts, fence),
    saveDomains: fence => portfolio.saveDomains(domains, fence),
    saveLook: fence => specFiles.saveLook(look, fence),
    saveUnchanged: fence => specFiles.saveUnchanged([GONE], nowMs, fence),
    saveGood: fence => specFiles.saveGood(GONE, look.file, fence),
    deleteFiles: fence => specFiles.deleteFiles([GONE], fence),
    saveFindings: fence => lint.saveFindings(target, [], { nowMs, fence }),
    claim: fence =>
      alertStore.claim({ nowMs, untilMs: laterMs, limit: 9 }, fence),
    postpone: fence => alertStore.postpone('due', attempt, fence),
    settle: fence =>
      alertStore.settle('due', { outcome: 'delivered', nowMs }, fence),
    purgeNotices: fence => alertStore.purge(nowMs, fence),
    purgeTiles: fence => tiles.purgeTiles(laterMs, fence),
    purgeServices: fence => services.purgeServices(laterMs, fence),
    deleteServices: fence => services.deleteServices([A, B], nowMs, fence),
    purgeStatuses: fence => slos.purgeStatuses(fence),
  };
  const snapshot = async () =>
    Object.fromEntries(
      await Promise.all(
        TABLES.map(async name => [name, await knex(name).orderBy(1)]),
      ),
    );
  return { knex, writes, snapshot };
}

describe.each(databases.eachSupportedId())('A fence on %s', id => {
  it('lets nobody write who has lost the lease, and everybody who has it', async () => {
    const { knex, writes, snapshot } = await setUp(id);
    const leases = DatabaseLeaseStore.create({ knex });
    const lost = await leases.acquire('job', 'one', 0);
    const held = await leases.acquire('job', 'two', MINUTE_MS);
    for (const write of Object.values(writes)) {
      const before = await snapshot();
      await expect(write(lost)).rejects.toThrow(LeaseLostError);
      expect(await snapshot()).toEqual(before);
      await write(held);
      expect(await snapshot()).not.toEqual(before);
    }
  });
});
