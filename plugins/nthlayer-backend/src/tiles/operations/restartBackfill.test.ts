import { TestDatabaseId } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createLedger } from '../../__testUtils__/createLedger';
import { createDatabase, databases } from '../../__testUtils__/databases';
import { exampleSpec } from '../../__testUtils__/examples';
import { HOUR_MS, MINUTE_MS } from '../../durations';
import { DatabaseLeaseStore } from '../../leases/DatabaseLeaseStore';
import { LeaseLostError } from '../../leases/checkFence';

jest.setTimeout(120_000);

const { signal } = new AbortController();

const MANY = 1000;
/** More than one statement takes. */
const TWO_BATCHES = 501;

/** Copies the only SLO until there are so many. */
async function copySlo(knex: Knex, count: number) {
  for (const [table, own] of [
    ['slos', (id: number) => ({ id, name: `slo-${id}` })],
    ['sli_revisions', (id: number) => ({ id, slo_id: id })],
    ['slo_versions', (id: number) => ({ slo_id: id, sli_revision_id: id })],
  ] as const) {
    const [row] = await knex(table);
    const copies = Array.from({ length: count - 1 }, (_, index) => ({
      ...row,
      ...own(index + 2),
    }));
    await knex.batchInsert(table, copies, 500);
  }
}

async function ledgerOf(id: TestDatabaseId, count: number) {
  const knex = await createDatabase(id);
  const ledger = createLedger(knex);
  await ledger.add(exampleSpec('shop'));
  await copySlo(knex, count);
  return ledger;
}

/** So many SLOs that a tick has read together. */
async function readLedger(id: TestDatabaseId, count: number) {
  const ledger = await ledgerOf(id, count);
  ledger.clock.nowMs += MINUTE_MS;
  await ledger.tick.run(signal);
  return ledger;
}

function stored(knex: Knex) {
  return Promise.all([
    knex('reading_cursors').select('watermark_ms', 'followers', 'progress'),
    knex('sli_revisions')
      .select('watermark_ms', 'backfill_origin_ms', 'backfill_reached_ms')
      .select('backfill_from_ms', 'follows')
      .orderBy('id'),
  ]);
}

/** Statements that begin a transaction, and the others, while something is done. */
async function countStatements(knex: Knex, work: () => Promise<unknown>) {
  const counts = { transactions: 0, others: 0 };
  const count = ({ sql }: { sql: string }) => {
    counts[/^BEGIN/i.test(sql) ? 'transactions' : 'others'] += 1;
  };
  knex.on('query', count);
  await work();
  knex.removeListener('query', count);
  return counts;
}

describe.each(databases.eachSupportedId())('a long gap on %s', id => {
  it('is left to the back-fill in one transaction, however many SLOs have it', async () => {
    const counts = [];
    for (const count of [1, MANY]) {
      const ledger = await ledgerOf(id, count);
      ledger.clock.nowMs += HOUR_MS;
      const originMs = ledger.sources.newestTileEnd('main', ledger.clock.nowMs);
      counts.push(
        await countStatements(ledger.knex, () => ledger.tick.run(signal)),
      );
      const active = await ledger.slos.listActiveOf('main');
      expect(active).toHaveLength(count);
      for (const { progress } of active) {
        expect(progress).toMatchObject({
          watermarkMs: originMs,
          backfillOriginMs: originMs,
          backfillReachedMs: originMs,
        });
      }
    }
    const [one, many] = counts;
    expect(many.transactions).toBe(one.transactions);
  });

  it('is left to it wholly or not at all, wherever that is cut off', async () => {
    const { knex, slos, tiles } = await readLedger(id, TWO_BATCHES);
    const active = await slos.listActiveOf('main');
    const [{ progress }] = active;
    const sliRevisionIds = active.map(slo => slo.sliRevisionId);
    const { watermarkMs } = progress;
    const originMs = watermarkMs + HOUR_MS;
    const gap = { sliRevisionIds, watermarkMs, originMs };
    const before = await stored(knex);
    const seen = { statements: 0, failing: 0 };
    const failAt = ({ sql }: { sql: string }) => {
      if (!/^(BEGIN|COMMIT|ROLLBACK)/i.test(sql)) {
        seen.statements += 1;
        if (seen.statements === seen.failing) {
          throw new Error('connection lost');
        }
      }
    };
    let moved: readonly number[] | undefined;
    for (seen.failing = 1; moved === undefined; seen.failing++) {
      expect(await stored(knex)).toEqual(before);
      seen.statements = 0;
      knex.on('query', failAt);
      moved = await tiles.restartBackfill(gap).catch(() => undefined);
      knex.removeListener('query', failAt);
    }
    expect(moved).toHaveLength(TWO_BATCHES);
    expect(seen.statements).toBeGreaterThan(5);
    const [[cursor]] = await stored(knex);
    expect(cursor.followers).toBe(0);
    expect(await tiles.restartBackfill(gap)).toEqual([]);
  });

  it('is left alone by who has lost the lease, and where somebody else has read on', async () => {
    const { knex, slos, tiles } = await readLedger(id, 3);
    const leases = DatabaseLeaseStore.create({ knex });
    const lost = await leases.acquire('tick', 'one', 0);
    const held = await leases.acquire('tick', 'two', MINUTE_MS);
    const active = await slos.listActiveOf('main');
    const [{ progress, sliRevisionId: ahead }, ...others] = active;
    const { watermarkMs } = progress;
    const startMs = watermarkMs;
    const endMs = watermarkMs + MINUTE_MS;
    const sliRevisionIds = active.map(slo => slo.sliRevisionId);
    const originMs = watermarkMs + HOUR_MS;
    const gap = { sliRevisionIds, watermarkMs, originMs };

    const before = await stored(knex);
    await expect(tiles.restartBackfill(gap, lost)).rejects.toThrow(
      LeaseLostError,
    );
    expect(await stored(knex)).toEqual(before);
    await tiles.appendTiles({
      sliRevisionId: ahead,
      startMs,
      endMs,
      series: [],
    });
    expect(await tiles.restartBackfill(gap, held)).toEqual(
      others.map(slo => slo.sliRevisionId),
    );
    const now = await slos.listActiveOf('main');
    expect(now.map(slo => slo.progress.watermarkMs)).toEqual([
      endMs,
      originMs,
      originMs,
    ]);
  });
});
