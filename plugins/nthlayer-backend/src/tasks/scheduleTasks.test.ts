import { mockServices } from '@backstage/backend-test-utils';
import { Lease } from '../leases/LeaseStore';
import { JobWork } from './Jobs';
import { ScheduleTasksOptions, scheduleTasks, TASKS } from './scheduleTasks';

const lease: Lease = { job: 'any', holder: 'this', epoch: 7 };

/** Every method that is called, with its arguments. */
function recorder(called: Map<string, unknown[]>, answer: unknown = 0) {
  return new Proxy(
    {},
    {
      get:
        (_target, method: string) =>
        async (...given: unknown[]) => {
          called.set(method, [...(called.get(method) ?? []), given]);
          return answer;
        },
    },
  ) as never;
}

describe('scheduleTasks', () => {
  it('does every job under its lease', async () => {
    const runs: Promise<unknown>[] = [];
    const tasks = new Map<string, () => Promise<void>>();
    const calls = (answer?: unknown) => {
      const called = new Map<string, unknown[][]>();
      return { called, port: recorder(called, answer) };
    };
    const outcome = { services: 1, compiled: 0, deleted: 0, slisAdded: 0 };
    const ports = {
      alertStore: calls(),
      backfill: calls('failed'),
      domainSync: calls(),
      lint: calls(),
      notices: calls(),
      services: calls(),
      slos: calls(['main']),
      sync: calls(outcome),
      tick: calls('failed'),
      tiles: calls(),
    };
    const options = {
      ...Object.fromEntries(
        Object.entries(ports).map(([name, { port }]) => [name, port]),
      ),
      clock: { now: () => 0 },
      config: { syncMs: 1, tickMs: 1 },
      jobs: {
        run: (_job: string, work: JobWork) => {
          runs.push(work(new AbortController().signal, lease));
        },
      },
      logger: mockServices.logger.mock(),
      scheduler: {
        scheduleTask: async (task: { id: string; fn: () => Promise<void> }) => {
          tasks.set(task.id, task.fn);
        },
      },
    } as unknown as ScheduleTasksOptions;
    await scheduleTasks(options);
    expect([...tasks.keys()]).toEqual(Object.values(TASKS));
    for (const start of tasks.values()) {
      await start();
    }
    const ended = await Promise.all(runs);
    expect(ended.filter(each => each === 'failed')).toHaveLength(2);
    const { slos, ...written } = ports;
    expect(slos.called.get('purgeStatuses')).toEqual([[lease]]);
    const ofSource = { dataSource: 'main', fence: lease };
    for (const { called } of Object.values(written)) {
      expect(called.size).toBeGreaterThan(0);
      for (const given of [...called.values()].flat()) {
        expect([lease, ofSource]).toContainEqual(given.at(-1));
      }
    }
  });
});
