import { newestKnownEnd } from '@nthlayer/engine';
import { startPausing } from '../../startPausing';
import { TileGroup, TileStore, UnpackedTicks } from '../../tiles/TileStore';
import { tierRange } from '../WindowReader';
import { RollingBlocks } from './RollingBlocks';
import { addGroup, RollingSlo } from './RollingSlo';
import { WindowShape } from './SloWindows';

/** Groups whose ids are near each other have their newest tiles in the same rows, which are unpacked once for all; few enough to be read in some milliseconds. */
const GROUPS_PER_READ = 50;

/** A group of an SLO whose sums are to be made from the store. */
export interface GroupRead {
  readonly rolling: RollingSlo;
  readonly group: TileGroup;
  readonly shape: WindowShape;
}

/** Up to when groups are read, and what of it is in memory. */
interface ReadTime {
  readonly endMs: number;
  readonly unpacked: UnpackedTicks;
  /** How many groups of a shape are read. */
  readonly expected: ReadonlyMap<WindowShape, number>;
}

/** Makes the sums of groups anew from what is stored. */
export class RollingReader {
  readonly #tiles: TileStore;
  readonly #blocksOf: (dataSource: string) => RollingBlocks;

  constructor(
    tiles: TileStore,
    blocksOf: (dataSource: string) => RollingBlocks,
  ) {
    this.#tiles = tiles;
    this.#blocksOf = blocksOf;
  }

  /** Puts every group with its sums up to `endMs` to its SLO, or there why it could not be read. */
  async read(work: GroupRead[], endMs: number): Promise<void> {
    work.sort((one, other) => one.group.id - other.group.id);
    const expected = new Map<WindowShape, number>();
    work.forEach(({ shape }) =>
      expected.set(shape, (expected.get(shape) ?? 0) + 1),
    );
    const of = { endMs, expected, unpacked: new Map() };
    for (let at = 0; at < work.length; at += GROUPS_PER_READ) {
      await this.#readSafely(work.slice(at, at + GROUPS_PER_READ), of);
    }
  }

  /** Where some cannot be read, the others still are. */
  async #readSafely(work: readonly GroupRead[], of: ReadTime): Promise<void> {
    try {
      await this.#readGroups(work, of);
    } catch (error) {
      if (work.length === 1) {
        work[0].rolling.problem = error;
        return;
      }
      const half = Math.ceil(work.length / 2);
      await this.#readSafely(work.slice(0, half), of);
      await this.#readSafely(work.slice(half), of);
    }
  }

  async #readGroups(
    work: readonly GroupRead[],
    { endMs, unpacked, expected }: ReadTime,
  ): Promise<void> {
    const startMs = Math.min(
      ...work.flatMap(({ shape }) =>
        shape.at(endMs).map(window => window.startMs),
      ),
    );
    const tiers = await this.#tiles.readTiers(
      work.map(({ group }) => group.id),
      tierRange(startMs, endMs),
      unpacked,
    );
    const pause = startPausing();
    for (const [index, { rolling, group, shape }] of work.entries()) {
      const isKnown = newestKnownEnd(tiers[index]) !== undefined;
      const olderTileMs = isKnown
        ? undefined
        : await this.#tiles.newestTileEnd(group, endMs);
      const blocks = this.#blocksOf(rolling.dataSource);
      const place = blocks.place(shape, endMs, expected.get(shape)!);
      place.block.sums.fill(place.member, tiers[index]);
      addGroup(rolling, { group, place, olderTileMs });
      await pause();
    }
  }
}
