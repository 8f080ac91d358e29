import { RollingSums } from '@nthlayer/engine';
import { WindowShape } from './SloWindows';

/** So many groups at most are side by side. */
export const MEMBERS = 256;

/** Groups with the same windows, whose sums are side by side. */
export class RollingBlock {
  readonly sums: RollingSums;
  readonly #shape: WindowShape;
  readonly #free: number[];
  #isOver = false;

  constructor(shape: WindowShape, endMs: number, members: number) {
    this.sums = new RollingSums(shape.at(endMs), endMs, members);
    this.#shape = shape;
    this.#free = numbersDownTo(0, members);
  }

  /** Its windows are no longer those of its SLOs: what is in it has to be made anew, elsewhere. */
  get isOver(): boolean {
    return this.#isOver;
  }

  get isEmpty(): boolean {
    return this.#free.length === this.sums.members;
  }

  /** A place for a group; undefined where there is no room. */
  take(): number | undefined {
    const { members } = this.sums;
    if (this.#free.length === 0 && members < MEMBERS) {
      this.sums.grow(Math.min(MEMBERS, 2 * members));
      this.#free.push(...numbersDownTo(members, this.sums.members));
    }
    return this.#free.pop();
  }

  give(member: number): void {
    this.#free.push(member);
  }

  /** From now on its sums are those of its windows as of then. */
  moveTo(endMs: number): void {
    this.sums.advance(endMs);
    this.#isOver ||= !this.sums.moveTo(this.#shape.at(endMs));
  }
}

function numbersDownTo(least: number, end: number): number[] {
  return Array.from({ length: end - least }, (_, index) => end - 1 - index);
}

/** Where the sums of a group are. */
export interface RollingPlace {
  readonly block: RollingBlock;
  readonly member: number;
}

/** The blocks of one data source. */
export class RollingBlocks {
  readonly #ofShape = new Map<WindowShape, RollingBlock[]>();

  /** A place in a block for a group of this shape; `expected` are about to ask for one. */
  place(shape: WindowShape, endMs: number, expected: number): RollingPlace {
    const blocks = this.#ofShape.get(shape) ?? [];
    this.#ofShape.set(shape, blocks);
    for (const block of blocks) {
      const member = block.take();
      if (member !== undefined) {
        return { block, member };
      }
    }
    const block = new RollingBlock(shape, endMs, Math.min(MEMBERS, expected));
    blocks.unshift(block);
    return { block, member: block.take()! };
  }

  /** Moves all to the same end; those that cannot follow are over. */
  *moveTo(endMs: number): Generator<RollingBlock> {
    for (const [shape, blocks] of this.#ofShape) {
      for (const block of blocks) {
        block.moveTo(endMs);
        yield block;
      }
      const left = blocks.filter(({ isOver, isEmpty }) => !isOver && !isEmpty);
      this.#ofShape.set(shape, left);
    }
  }
}
