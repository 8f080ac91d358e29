import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { StatusIdentity } from './StatusIdentity';

/** Of one data source, by their ids. */
export const SLOS_PER_SHARD = 128;

/** Statuses of one data source that are stored together: those of SLOs whose ids are near each other. */
export interface StatusShard {
  readonly dataSource: string;
  readonly shard: number;
}

/** The shard of an SLO in its data source. */
export function statusShardOf(sloId: number): number {
  return Math.floor(sloId / SLOS_PER_SHARD);
}

/** Whose statuses this process has stored in which shard, in their order. It is true as long as nobody else has written. */
export class StatusMemory {
  /** Stands in the shards that this process has written last. */
  readonly writer = randomUUID();
  readonly #shards = new Map<string, readonly StatusIdentity[]>();

  static create(): StatusMemory {
    return new StatusMemory();
  }

  private constructor() {}

  get(shard: StatusShard): readonly StatusIdentity[] | undefined {
    return this.#shards.get(shardKey(shard));
  }

  /** What a transaction writes is remembered once it has been committed; where it may not have been, nothing is. */
  remember(
    tx: Knex.Transaction,
    shard: StatusShard,
    identities: readonly StatusIdentity[],
  ): void {
    this.#shards.delete(shardKey(shard));
    void tx.executionPromise.then(
      () => this.#shards.set(shardKey(shard), identities),
      () => {},
    );
  }
}

/** What no two shards have in common. */
export function shardKey({ dataSource, shard }: StatusShard): string {
  return `${shard} ${dataSource}`;
}
