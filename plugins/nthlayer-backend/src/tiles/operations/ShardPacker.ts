import { packTick, TileCounts } from '@nthlayer/engine';
import { ShardGroups } from '../GroupIds';
import { GroupName } from '../GroupName';

/** The tiles of a table; what is no count is unknown. */
export interface TableColumns {
  readonly names: readonly GroupName[];
  readonly tiles: number;
  readonly known: Uint16Array;
  readonly bad: Float64Array;
  readonly total: Float64Array;
  /** 1 for groups of which a tile is known. */
  readonly present: Uint8Array;
}

/** Packs one shard after the other, in memory that is used again. */
export class ShardPacker {
  readonly #columns: TableColumns;
  #known = new Uint16Array();
  #bad = new Float64Array();
  #total = new Float64Array();

  constructor(columns: TableColumns) {
    this.#columns = columns;
  }

  pack({ groups, ids }: ShardGroups): Buffer {
    const { tiles } = this.#columns;
    const slots = groups.length * tiles;
    if (slots > this.#known.length) {
      this.#known = new Uint16Array(slots);
      this.#bad = new Float64Array(slots);
      this.#total = new Float64Array(slots);
    }
    const known = this.#known.subarray(0, slots);
    const bad = this.#bad.subarray(0, slots);
    const total = this.#total.subarray(0, slots);
    this.#collect(groups, { known, bad, total });
    return Buffer.from(packTick({ groupIds: ids, tiles, known, bad, total }));
  }

  #collect(groups: Uint32Array, { known, bad, total }: TileCounts): void {
    const { tiles, ...columns } = this.#columns;
    let to = 0;
    for (let index = 0; index < groups.length; index++) {
      const end = (groups[index] + 1) * tiles;
      for (let from = groups[index] * tiles; from < end; from++, to++) {
        const isKnown = columns.known[from] === 1;
        known[to] = isKnown ? 1 : 0;
        bad[to] = isKnown ? columns.bad[from] : 0;
        total[to] = isKnown ? columns.total[from] : 0;
      }
    }
  }
}
