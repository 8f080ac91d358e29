import { newestKnownEnd } from '@nthlayer/engine';
import { startPausing } from '../../startPausing';
import { TierRoom } from '../../tiles/TierRoom';
import { TileGroup, TileStore, UnpackedTicks } from '../../tiles/TileStore';
import { TOLD_IN_FIVE_MINUTES_MS, tierRange } from '../WindowReader';
import { standInForFives } from './standInForFives';
import { RollingBlocks, RollingPlace } from './RollingBlocks';
import { addGroup, RollingSlo } from './RollingSlo';
import { WindowShape } from './SloWindows';

/** Groups whose ids are near each other have their newest tiles in the same rows, which are unpacked once for all; few enough to be read in some milliseconds. */
const GROUPS_PER_READ = 25;

/** A group of an SLO whose sums are to be made from the store. */
export interface GroupRead {
  readonly rolling: RollingSlo;
  readonly group: TileGroup;
  /** Once it has one. */
  place?: RollingPlace;
}

/** Up to when groups are read, what of it is in memory, and where it goes. */
interface ReadTime {
  readonly endMs: number;
  readonly unpacked: UnpackedTicks;
  readonly room: TierRoom;
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

  /**
   * Puts every group with its sums up to `endMs` to its SLO, or there why it could not be read. Places are given in the
   * order of the work: what is looked at together stands together, whatever was measured first.
   */
  async read(work: readonly GroupRead[], endMs: number): Promise<void> {
    await this.#place(work, endMs);
    const placed = [...work].sort(
      (one, other) => one.group.id - other.group.id,
    );
    const of = { endMs, unpacked: new Map(), room: new TierRoom() };
    for (let at = 0; at < placed.length; at += GROUPS_PER_READ) {
      await this.#readSafely(placed.slice(at, at + GROUPS_PER_READ), of);
    }
  }

  async #place(work: readonly GroupRead[], endMs: number): Promise<void> {
    const expected = new Map<WindowShape, number>();
    work.forEach(({ rolling: { shape } }) =>
      expected.set(shape, (expected.get(shape) ?? 0) + 1),
    );
    const pause = startPausing();
    for (const one of work) {
      const { shape, dataSource } = one.rolling;
      const blocks = this.#blocksOf(dataSource);
      one.place = blocks.place(shape, endMs, expected.get(shape)!);
      const pausing = pause();
      if (pausing) {
        await pausing;
      }
    }
  }

  /** Where some cannot be read, the others still are. */
  async #readSafely(work: readonly GroupRead[], of: ReadTime): Promise<void> {
    try {
      await this.#readGroups(work, of);
    } catch (error) {
      if (work.length === 1) {
        const [{ rolling, place }] = work;
        rolling.problem = error;
        place!.block.give(place!.member);
        return;
      }
      const half = Math.ceil(work.length / 2);
      await this.#readSafely(work.slice(0, half), of);
      await this.#readSafely(work.slice(half), of);
    }
  }

  async #readGroups(
    work: readonly GroupRead[],
    { endMs, unpacked, room }: ReadTime,
  ): Promise<void> {
    const shapes = work.map(({ rolling: { shape } }) => shape);
    const range = tierRange(
      Math.min(...shapes.map(shape => shape.rangeAt(endMs).startMs)),
      endMs,
      Math.min(...shapes.map(shape => shape.fiveMinutesFromMs(endMs))),
    );
    const tiers = await this.#tiles.readTiers(
      work.map(({ group }) => group.id),
      range,
      unpacked,
      room,
    );
    tiers.forEach(each =>
      standInForFives(each, endMs - TOLD_IN_FIVE_MINUTES_MS),
    );
    const pause = startPausing();
    const older: (number | undefined)[] = [];
    for (const [index, { group, place }] of work.entries()) {
      const isKnown = newestKnownEnd(tiers[index]) !== undefined;
      older.push(
        isKnown ? undefined : await this.#tiles.newestTileEnd(group, endMs),
      );
      place!.block.sums.fill(place!.member, tiers[index]);
      await pause();
    }
    work.forEach(({ rolling, group, place }, index) =>
      addGroup(rolling, { group, place, olderTileMs: older[index] }),
    );
  }
}
