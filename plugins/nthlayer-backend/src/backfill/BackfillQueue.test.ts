import { exampleSlo } from '../__testUtils__/examples';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { ActiveSlo } from '../slos/SloStore';
import { BackfillPace } from './BackfillPace';
import { BackfillQueue } from './BackfillQueue';

const ORIGIN = Date.UTC(2026, 2, 10, 12);
const slo = exampleSlo('a');

function activeSlos(count: number, spread = 1): ActiveSlo[] {
  return Array.from({ length: count }, (_, index) => {
    const originMs = ORIGIN + (index % spread) * MINUTE_MS;
    return {
      sloId: index,
      sliRevisionId: index,
      entityRef: 'component:default/a',
      environment: 'default',
      dataSource: 'main',
      revision: 'r',
      version: 1,
      slo,
      progress: {
        watermarkMs: originMs,
        backfillOriginMs: originMs,
        backfillReachedMs: originMs,
        backfillFromMs: ORIGIN - 30 * DAY_MS,
        groupsVersion: 0,
        leftOutSinceMs: 0,
      },
    };
  });
}

/** Reads all of it; answers what was read of each SLI, in order. */
function drain(queue: BackfillQueue) {
  const read: { id: number; stage: number; startMs: number; endMs: number }[] =
    [];
  for (let work = queue.next(); work; work = queue.next()) {
    expect(work.slos.length).toBeLessThanOrEqual(20);
    for (const one of work.slos) {
      read.push({ id: one.sliRevisionId, ...work.chunk });
      queue.done(one, work.chunk.startMs);
    }
  }
  return read;
}

describe('BackfillQueue', () => {
  it('leaves no hole, and no stage before a newer one of any SLI', () => {
    const active = activeSlos(70, 3);
    const read = drain(BackfillQueue.create(active, BackfillPace.create()));
    for (const { sliRevisionId: id, progress } of active) {
      const own = read.filter(chunk => chunk.id === id);
      expect(own[0].endMs).toBe(progress.backfillOriginMs);
      own.slice(1).forEach((chunk, index) => {
        expect(chunk.endMs).toBe(own[index].startMs);
      });
      expect(own.at(-1)!.startMs).toBe(progress.backfillFromMs);
    }
    const stages = read.map(({ stage }) => stage);
    expect(stages).toEqual([...stages].sort());
  });

  it('comes to those that failed after all others of their stage', () => {
    const pace = BackfillPace.create();
    const active = activeSlos(25);
    pace.failed(3, HOUR_MS);
    const read = drain(BackfillQueue.create(active, pace));
    const lastHour = read.filter(({ stage }) => stage === 0);
    expect(lastHour).toHaveLength(25);
    expect(lastHour.at(-1)!.id).toBe(3);
  });

  it('tries shorter chunks, then leaves an SLI to the next round', () => {
    const queue = BackfillQueue.create(activeSlos(1), BackfillPace.create());
    const [one] = queue.next()!.slos;
    queue.done(one, ORIGIN - DAY_MS);
    const spans: number[] = [];
    for (let work = queue.next(); work; work = queue.next()) {
      const spanMs = work.chunk.endMs - work.chunk.startMs;
      spans.push(spanMs / HOUR_MS);
      queue.failed(work.slos[0], spanMs);
    }
    expect(spans).toEqual([144, 24, 4]);
  });

  it('costs as much for an SLI among 10,000 as among a few', () => {
    const before = process.cpuUsage();
    const active = activeSlos(10_000, 60);
    const read = drain(BackfillQueue.create(active, BackfillPace.create()));
    const { user } = process.cpuUsage(before);
    expect(read.length).toBeGreaterThan(60_000);
    // looking at all of them for each request took 135 seconds
    expect(user / 1000).toBeLessThan(5_000);
  });
});
