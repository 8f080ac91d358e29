import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Knex } from 'knex';
import { isDue } from '../../backfill/historyTries';
import { DAY_MS, HOUR_MS, MINUTE_MS, floorTo } from '../../durations';
import { exampleSlo, exampleSpec } from '../examples';
import { JOBS, Replica } from './Replica';
import { SourceFault } from './FaultyDataSource';
import { Random, createRandom } from './random';
import { expectSettled, expectTrueSoFar } from './expectTruth';

const START_MS = Date.UTC(2026, 2, 10, 12);

/** How long a source is away: for a tick, two hours, a day. */
const OUTAGES_MS = [MINUTE_MS, 2 * HOUR_MS, DAY_MS];

const SOURCE_FAULTS: readonly SourceFault[] = [
  'none',
  'none',
  'none',
  'none',
  'throws',
  'error',
  'some-errors',
  'left-out',
  'strangers',
  'duplicates',
  'slow',
];

/** What is measured beside the availability of the service, another thing each seed. */
const OTHERS: Record<string, Partial<Slo>> = {
  latency: {},
  pods: { sli: { ...exampleSlo('a').sli, groupBy: ['pod'] } },
  journey: {
    sli: {
      kind: 'composite',
      formula: 'sum',
      groupBy: [],
      members: [{ slo: 'availability', weight: 1 }],
    },
  },
};

/**
 * Some hours or days of two replicas in virtual time, with faults of all kinds that the seed alone decides. Throws as
 * soon as anything is stored that is not true, or when the figures are not those of a run without faults in the end.
 */
export async function simulate(
  knex: Knex,
  { seed, turns }: { seed: number; turns: number },
): Promise<void> {
  const random = createRandom(seed);
  const replicas = ['one', 'two'].map(
    name => new Replica(name, knex, createRandom(random.nat(2 ** 31))),
  );
  const [{ ledger }] = replicas;
  let nowMs = START_MS + random.nat(HOUR_MS / MINUTE_MS) * MINUTE_MS;
  ledger.clock.nowMs = nowMs;
  const name = random.pick(Object.keys(OTHERS));
  const other = exampleSlo('a', { name, ...OTHERS[name] });
  await ledger.add(exampleSpec('a', { slos: [exampleSlo('a'), other] }));
  for (let turn = 0; turn < turns; turn++) {
    nowMs = await runTurn(replicas, random, nowMs);
    if (random.chance(0.2)) {
      await expectTrueSoFar(knex, nowMs);
    }
  }
  await settle(replicas, nowMs);
  replicas.forEach(({ database }) => database.close());
}

async function runTurn(
  replicas: readonly Replica[],
  random: Random,
  startMs: number,
): Promise<number> {
  let nowMs = startMs + (1 + random.nat(3)) * MINUTE_MS;
  if (random.chance(0.12)) {
    nowMs = await outage(replicas, random, nowMs);
  }
  for (const replica of replicas) {
    replica.source.fault = random.pick(SOURCE_FAULTS);
    spoilDatabase(replica, random);
  }
  const busy = random.chance(0.3) ? replicas : [random.pick(replicas)];
  const job = random.chance(0.7) ? 'tick' : random.pick(JOBS);
  const lease = random.chance(0.2) ? 'old' : 'new';
  await Promise.all(busy.map(replica => replica.run(job, nowMs, lease)));
  for (const replica of replicas) {
    replica.database.heal();
    if (random.chance(0.08)) {
      replica.restart();
    }
  }
  return nowMs;
}

/** The source is away while ticks go on; they are not looked at one by one when that takes long. */
async function outage(
  replicas: readonly Replica[],
  random: Random,
  startMs: number,
): Promise<number> {
  const lengthMs = random.pick(OUTAGES_MS);
  const replica = random.pick(replicas);
  replica.source.fault = random.pick(['throws', 'error'] as const);
  const looks = Math.min(3, lengthMs / MINUTE_MS);
  for (let look = 1; look <= looks; look++) {
    const at = startMs + floorTo((lengthMs * look) / looks, MINUTE_MS);
    await replica.run('tick', at, 'new');
  }
  return startMs + lengthMs + MINUTE_MS;
}

function spoilDatabase({ database }: Replica, random: Random): void {
  if (random.chance(0.2)) {
    database.failAtStatement(random.nat(25));
  } else if (random.chance(0.1)) {
    database.failAfterCommit(random.nat(3));
  }
}

/** Everything works again: what is missing is read, and the hours that are over are sealed. */
async function settle(
  replicas: readonly Replica[],
  startMs: number,
): Promise<void> {
  const [replica] = replicas;
  replicas.forEach(({ source }) => {
    source.fault = 'none';
  });
  let nowMs = await whenDue(replica, startMs);
  for (const job of ['tick', 'backfill', 'seal', 'tick'] as const) {
    nowMs += MINUTE_MS;
    await replica.run(job, nowMs, 'new');
  }
  await expectSettled(replica, nowMs);
}

/** History that has failed often is asked for again only after a while. */
async function whenDue({ ledger }: Replica, nowMs: number): Promise<number> {
  let dueMs = nowMs;
  for (const slo of await ledger.slos.listActive()) {
    while (!isDue(slo, dueMs)) {
      dueMs += MINUTE_MS;
    }
  }
  return dueMs;
}
