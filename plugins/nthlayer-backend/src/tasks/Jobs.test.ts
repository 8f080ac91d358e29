import { mockServices } from '@backstage/backend-test-utils';
import { setTimeout } from 'node:timers/promises';
import { createDatabase, databases } from '../__testUtils__/databases';
import { leasesAt } from '../__testUtils__/leasesAt';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../durations';
import { DatabaseLeaseStore } from '../leases/DatabaseLeaseStore';
import { Jobs } from './Jobs';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 2, 10, 12);
const forever = new AbortController().signal;

function deferred() {
  let resolve: () => void = () => {};
  const promise = new Promise<void>(done => {
    resolve = done;
  });
  return { promise, resolve };
}

describe.each(databases.eachSupportedId())('Jobs on %s', id => {
  async function setUp() {
    const knex = await createDatabase(id);
    const leases = DatabaseLeaseStore.create({ knex });
    const logger = mockServices.logger.mock();
    const process = (holder: string, signal: AbortSignal = forever) =>
      Jobs.create({ holder, leases, logger, signal });
    return { knex, logger, process };
  }

  it('are done by one process at a time, and by one turn of it', async () => {
    const { process } = await setUp();
    const [here, there] = [process('here'), process('there')];
    const [begun, work] = [deferred(), deferred()];
    const first = here.run('tick', () => {
      begun.resolve();
      return work.promise;
    });
    await begun.promise;
    expect(await there.run('tick', async () => {})).toBe('busy');
    expect(await here.run('tick', async () => {})).toBe('busy');
    expect(await there.run('sync', async () => {})).toBe('done');
    work.resolve();
    expect(await first).toBe('done');
    expect(await there.run('tick', async () => {})).toBe('done');
  });

  it('are started once by many that race', async () => {
    const { process } = await setUp();
    const work = deferred();
    let started = 0;
    let ended = 0;
    const runs = ['a', 'b', 'c', 'd', 'e'].map(async holder => {
      const outcome = await process(holder).run('tick', () => {
        started += 1;
        return work.promise;
      });
      ended += 1;
      return outcome;
    });
    while (started + ended < runs.length) {
      await setTimeout(10);
    }
    expect(started).toBe(1);
    work.resolve();
    expect((await Promise.all(runs)).sort()).toEqual([
      'busy',
      'busy',
      'busy',
      'busy',
      'done',
    ]);
  });

  it('are taken over soon after their process is gone, with a higher epoch', async () => {
    const { knex } = await setUp();
    const ttlMs = 15 * SECOND_MS;
    const dead = await leasesAt(knex, NOW).acquire('tick', 'dead', ttlMs);
    expect(dead?.epoch).toBe(1);
    const late = leasesAt(knex, NOW + ttlMs - 1);
    expect(await late.acquire('tick', 'next', ttlMs)).toBeUndefined();
    const later = leasesAt(knex, NOW + ttlMs);
    expect((await later.acquire('tick', 'next', ttlMs))?.epoch).toBe(2);
    expect(await later.renew(dead!, ttlMs)).toBe(false);
    await later.release(dead!);
    expect(await later.acquire('tick', 'third', ttlMs)).toBeUndefined();
  });

  it.each([
    ['ahead', HOUR_MS],
    ['behind', -HOUR_MS],
  ])(
    'go by the clock of the database where that of a process is %s',
    async (_, skewMs) => {
      const { knex, process } = await setUp();
      const work = deferred();
      const hold = async (holder: string, job: string) => {
        const begun = deferred();
        const ended = process(holder).run(job, () => {
          begun.resolve();
          return work.promise;
        });
        await begun.promise;
        return { ended };
      };
      const { ended } = await hold('right', 'tick');
      const rightMs = Date.now();
      const clock = jest.spyOn(Date, 'now');
      clock.mockReturnValue(rightMs + skewMs);
      const outcome = await process('wrong').run('tick', async () => {});
      const other = await hold('wrong', 'sync');
      clock.mockRestore();
      expect(outcome).toBe('busy');
      const ends = await knex('leases').pluck('expires_at_ms');
      ends.forEach(endMs => {
        expect(Math.abs(Number(endMs) - rightMs)).toBeLessThan(MINUTE_MS);
      });
      work.resolve();
      expect(await Promise.all([ended, other.ended])).toEqual(['done', 'done']);
    },
  );

  it('that fail are free again', async () => {
    const { process } = await setUp();
    const jobs = process('here');
    const outcome = await jobs.run('tick', async () => {
      throw new Error('no');
    });
    expect(outcome).toBe('failed');
    expect(await jobs.run('tick', async () => {})).toBe('done');
  });

  it('that say that they failed are free again, and nothing is logged twice', async () => {
    const { logger, process } = await setUp();
    const jobs = process('here');
    expect(await jobs.run('tick', async () => 'failed')).toBe('failed');
    expect(logger.error).not.toHaveBeenCalled();
    expect(await jobs.run('tick', async () => 'done')).toBe('done');
  });

  it('hear that the process ends', async () => {
    const { process } = await setUp();
    const shutdown = new AbortController();
    const outcome = process('here', shutdown.signal).run(
      'tick',
      async signal => {
        shutdown.abort();
        expect(signal.aborted).toBe(true);
      },
    );
    expect(await outcome).toBe('done');
  });
});
