import { Knex } from 'knex';
import { BudgetAlerts } from '../../budgetAlerts/BudgetAlerts';
import { HOUR_MS, MINUTE_MS } from '../../durations';
import { Lease } from '../../leases/LeaseStore';
import { createLedger } from '../createLedger';
import { leasesAt } from '../leasesAt';
import { FaultyDatabase } from './FaultyDatabase';
import { FaultyDataSource, SLOW_MS } from './FaultyDataSource';
import { Random } from './random';

/** A lease ends with the turn of virtual time in which it was taken. */
const TTL_MS = 15_000;
const TOLD = { enabled: true, thresholds: [75], burn: false };

export const JOBS = ['tick', 'backfill', 'seal'] as const;
export type Job = (typeof JOBS)[number];

/** One process of the backend, on a database of its own faults. */
export class Replica {
  readonly name: string;
  readonly database: FaultyDatabase;
  readonly source: FaultyDataSource;
  #ledger: ReturnType<typeof createLedger>;
  readonly #leases = new Map<Job, Lease>();

  constructor(name: string, knex: Knex, random: Random) {
    this.name = name;
    this.database = new FaultyDatabase(knex);
    this.source = new FaultyDataSource(random);
    this.#ledger = this.#start();
  }

  get ledger() {
    return this.#ledger;
  }

  /** Ends in the middle of whatever it is at: the next process knows nothing of it. */
  restart(): void {
    const { nowMs } = this.#ledger.clock;
    this.#ledger = this.#start();
    this.#ledger.clock.nowMs = nowMs;
    this.#leases.clear();
  }

  /** Does a job under a new lease, if it gets one, or under the one that it had, whether it still holds or not. */
  async run(job: Job, nowMs: number, lease: 'new' | 'old'): Promise<void> {
    this.#ledger.clock.nowMs = nowMs;
    const old = lease === 'old' ? this.#leases.get(job) : undefined;
    this.source.lies = old !== undefined && (await this.#isLost(old));
    const fence = old ?? (await this.#acquire(job, nowMs));
    await this.#work(job, fence).catch(() => {});
    this.source.lies = false;
  }

  /** Somebody else surely has the job by now. */
  async #isLost({ job, epoch }: Lease): Promise<boolean> {
    const row = await this.database
      .knex('leases')
      .where({ job })
      .first('epoch')
      .catch(() => undefined);
    return Number(row?.epoch) > epoch;
  }

  async #acquire(job: Job, nowMs: number): Promise<Lease | undefined> {
    const lease = await leasesAt(this.database.knex, nowMs)
      .acquire(job, this.name, TTL_MS)
      .catch(() => undefined);
    if (lease) {
      this.#leases.set(job, lease);
    }
    return lease;
  }

  async #work(job: Job, fence: Lease | undefined): Promise<void> {
    if (!fence) {
      return;
    }
    const { tick, backfill, tiles, clock } = this.#ledger;
    const { signal } = new AbortController();
    const dataSource = this.source.id;
    if (job === 'tick') {
      await tick.run(signal, { dataSource, fence });
    } else if (job === 'backfill') {
      await backfill.run(signal, { dataSource, fence });
    } else {
      await tiles.sealTiles(clock.nowMs, fence);
    }
  }

  #start() {
    return createLedger(this.database.knex, {
      historyMs: 2 * HOUR_MS + 5 * MINUTE_MS,
      source: this.source,
      readTimeoutMs: SLOW_MS / 2,
      alerts: parts => BudgetAlerts.create({ ...parts, budgetAlerts: TOLD }),
    });
  }
}
