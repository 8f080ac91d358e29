import { mockServices } from '@backstage/backend-test-utils';
import { setTimeout } from 'node:timers/promises';
import { FakeClock } from '../__testUtils__/FakeClock';
import { createDatabase, databases } from '../__testUtils__/databases';
import { MINUTE_MS } from '../durations';
import { DatabaseLeaseStore } from '../leases/DatabaseLeaseStore';
import { Jobs } from './Jobs';

jest.setTimeout(60_000);

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
    const clock = new FakeClock();
    const leases = DatabaseLeaseStore.create({
      knex: await createDatabase(id),
    });
    const logger = mockServices.logger.mock();
    const process = (holder: string, signal: AbortSignal = forever) =>
      Jobs.create({ clock, holder, leases, logger, signal });
    return { clock, leases, logger, process };
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
    const { clock, leases } = await setUp();
    const term = { nowMs: clock.now(), ttlMs: 15_000 };
    const dead = await leases.acquire('tick', 'dead', term);
    expect(dead?.epoch).toBe(1);
    const late = { ...term, nowMs: term.nowMs + 14_999 };
    expect(await leases.acquire('tick', 'next', late)).toBeUndefined();
    const later = { ...term, nowMs: term.nowMs + MINUTE_MS };
    expect((await leases.acquire('tick', 'next', later))?.epoch).toBe(2);
    expect(await leases.renew(dead!, later)).toBe(false);
    await leases.release(dead!);
    expect(await leases.acquire('tick', 'third', later)).toBeUndefined();
  });

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
