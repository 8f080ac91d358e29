import { compareText } from '@nthlayer/engine';
import { groupBy } from '../evaluation/groupBy';
import { ActiveSlo } from '../slos/SloStore';
import { mapPausing } from '../startPausing';
import { StatusIdentity, windowsOf } from './StatusIdentity';
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
  readonly sloIds: Float64Array;
  /** How many windows those have that have most, with the budget's. */
  readonly windows: number;
  /** All have as many. */
  readonly areAlike: boolean;
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
  #sloIds?: ReadonlySet<number>;
  #ofSlos?: ReadonlyMap<number, readonly number[]>;
  #shards?: readonly ShardRows[];
  #services?: readonly ServiceRows[];
  #serviceOf?: Uint32Array;

  constructor(owners: readonly StatusOwner[]) {
    this.owners = owners;
  }

  get sloIds(): ReadonlySet<number> {
    this.#sloIds ??= new Set(this.ofSlos.keys());
    return this.#sloIds;
  }

  /** Rows by the ids of their SLOs. */
  get ofSlos(): ReadonlyMap<number, readonly number[]> {
    this.#ofSlos ??= groupBy(
      [...this.owners.keys()],
      row => this.owners[row].sloId,
    );
    return this.#ofSlos;
  }

  /** By data source, those of each in their order. */
  get shards(): readonly ShardRows[] {
    this.#shards ??= this.#rowsBy(shardText, areOfOneShard)
      .map(rows => this.#shardOf(rows))
      .sort(
        (one, other) =>
          compareText(one.dataSource, other.dataSource) ||
          one.shard - other.shard,
      );
    return this.#shards;
  }

  get services(): readonly ServiceRows[] {
    this.#services ??= this.#rowsBy(serviceText, areOfOneService).map(rows => {
      const { entityRef, environment } = this.owners[rows[0]].of;
      const nameOf = (row: number) => this.owners[row].of.slo.name;
      rows.sort((one, other) => compareText(nameOf(one), nameOf(other)));
      return { entityRef, environment, rows };
    });
    return this.#services;
  }

  /** The service of each row, by its place among them. */
  get serviceOf(): Uint32Array {
    if (!this.#serviceOf) {
      const serviceOf = new Uint32Array(this.owners.length);
      this.services.forEach(({ rows }, service) =>
        rows.forEach(row => {
          serviceOf[row] = service;
        }),
      );
      this.#serviceOf = serviceOf;
    }
    return this.#serviceOf;
  }

  /** Works out what everybody asks for, while others may come in. */
  async prepare(): Promise<this> {
    const steps = [() => this.shards, () => this.serviceOf, () => this.sloIds];
    await mapPausing(steps, step => step());
    return this;
  }

  /** Those that belong together follow one another as a rule, so that few are looked up by a text. */
  #rowsBy(
    textOf: (owner: StatusOwner) => string,
    areTogether: (one: StatusOwner, other: StatusOwner) => boolean,
  ): number[][] {
    const groups = new Map<string, number[]>();
    let last: number[] = [];
    for (const [row, owner] of this.owners.entries()) {
      if (row === 0 || !areTogether(this.owners[row - 1], owner)) {
        const text = textOf(owner);
        last = groups.get(text) ?? [];
        groups.set(text, last);
      }
      last.push(row);
    }
    return [...groups.values()];
  }

  #shardOf(rows: readonly number[]): ShardRows {
    const { of, sloId } = this.owners[rows[0]];
    const identities = rows.map(row => this.owners[row]);
    const windows = windowsOf(identities);
    return {
      dataSource: of.dataSource,
      shard: statusShardOf(sloId),
      rows,
      identities,
      sloIds: Float64Array.from(identities, each => each.sloId),
      windows,
      areAlike: identities.every(
        ({ burnWindowsMs }) => 1 + burnWindowsMs.length === windows,
      ),
    };
  }
}

function shardText({ of, sloId }: StatusOwner): string {
  return `${statusShardOf(sloId)} ${of.dataSource}`;
}

function serviceText({ of: { environment, entityRef } }: StatusOwner): string {
  return `${environment} ${entityRef}`;
}

function areOfOneShard(one: StatusOwner, other: StatusOwner): boolean {
  return (
    one.of.dataSource === other.of.dataSource &&
    statusShardOf(one.sloId) === statusShardOf(other.sloId)
  );
}

function areOfOneService({ of: one }: StatusOwner, { of: other }: StatusOwner) {
  return (
    one.entityRef === other.entityRef && one.environment === other.environment
  );
}
