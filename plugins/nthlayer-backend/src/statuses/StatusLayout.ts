import { compareText } from '@nthlayer/engine';
import { groupBy } from '../evaluation/groupBy';
import { ActiveSlo } from '../slos/SloStore';
import { mapPausing } from '../startPausing';
import { StatusIdentity } from './StatusIdentity';
import { StatusShard, statusShardOf } from './StatusMemory';

/** Whose a status is, and what of it stays the same from one evaluation to the next. */
export interface StatusOwner extends StatusIdentity {
  readonly of: Pick<ActiveSlo, 'dataSource' | 'entityRef' | 'environment'> & {
    readonly slo: { readonly name: string };
  };
}

/** Statuses that are stored together. */
export interface ShardRows extends StatusShard {
  readonly rows: readonly number[];
  readonly identities: readonly StatusIdentity[];
  /** How many windows each of them has, with the budget's; undefined where not all have as many. */
  readonly windows: number | undefined;
}

/** Statuses of a service in one environment, in the order of their SLOs' names. */
export interface ServiceRows {
  readonly entityRef: string;
  readonly environment: string;
  readonly rows: readonly number[];
}

/**
 * Whose statuses are made together, a row each. It is the same object from one evaluation to the next as long as
 * nothing but figures changes, so that what follows from it is worked out once.
 */
export class StatusLayout {
  readonly owners: readonly StatusOwner[];
  #shards?: readonly ShardRows[];
  #services?: readonly ServiceRows[];

  constructor(owners: readonly StatusOwner[]) {
    this.owners = owners;
  }

  /** By data source, those of each in their order. */
  get shards(): readonly ShardRows[] {
    this.#shards ??= [...this.#rowsBy(shardText).values()]
      .map(rows => this.#shardOf(rows))
      .sort(
        (one, other) =>
          compareText(one.dataSource, other.dataSource) ||
          one.shard - other.shard,
      );
    return this.#shards;
  }

  get services(): readonly ServiceRows[] {
    this.#services ??= [...this.#rowsBy(serviceText).values()].map(rows => {
      const { entityRef, environment } = this.owners[rows[0]].of;
      const nameOf = (row: number) => this.owners[row].of.slo.name;
      rows.sort((one, other) => compareText(nameOf(one), nameOf(other)));
      return { entityRef, environment, rows };
    });
    return this.#services;
  }

  /** Works out what everybody asks for, while others may come in. */
  async prepare(): Promise<this> {
    const steps = [() => this.shards, () => this.services];
    await mapPausing(steps, step => step());
    return this;
  }

  #rowsBy(textOf: (owner: StatusOwner) => string): Map<string, number[]> {
    return groupBy([...this.owners.keys()], row => textOf(this.owners[row]));
  }

  #shardOf(rows: readonly number[]): ShardRows {
    const { of, sloId, burnWindowsMs } = this.owners[rows[0]];
    const areAlike = rows.every(
      row => this.owners[row].burnWindowsMs.length === burnWindowsMs.length,
    );
    return {
      dataSource: of.dataSource,
      shard: statusShardOf(sloId),
      rows,
      identities: rows.map(row => this.owners[row]),
      windows: areAlike ? 1 + burnWindowsMs.length : undefined,
    };
  }
}

function shardText({ of, sloId }: StatusOwner): string {
  return `${statusShardOf(sloId)} ${of.dataSource}`;
}

function serviceText({ of: { environment, entityRef } }: StatusOwner): string {
  return `${environment} ${entityRef}`;
}
