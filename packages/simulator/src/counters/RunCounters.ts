import { EventSource } from '../events/EventSource';
import { ProcessRun } from '../pods/ProcessRun';
import { Sliced, SLICE_WORK } from './slices';
import { SlotSums, Tally } from './tally';

const { floor, max, min } = Math; // globals looked up for every scrape are slow under Jest

/** So many slots are added at once. */
export const SHORT_SLOTS = 60;
/** Slots whose sum is remembered together: an hour. */
const BLOCK_SLOTS = 3600;
/** About 2 MB of tallies for a service like `payment-api`. */
const MAX_BLOCKS = 4096;
/** Processes whose newest value is remembered. */
const MAX_CHECKPOINTS = 64;

/** What a process has counted when `slot` begins. */
interface Checkpoint {
  readonly slot: number;
  readonly tally: Tally;
}

function runKey({ replica, startMs }: ProcessRun): string {
  return `${replica} ${startMs}`;
}

function dropOldest<K>(map: Map<K, unknown>, size: number): void {
  if (map.size > size) {
    for (const oldest of map.keys()) {
      map.delete(oldest);
      return;
    }
  }
}

/**
 * Counters of processes at any time. Remembers sums of whole hours, so that a value costs less than an hour of events,
 * and where the last reading of a process ended, so that the next goes on from there.
 */
export class RunCounters {
  private readonly blocks = new Map<string, Tally>();
  private readonly checkpoints = new Map<string, Checkpoint>();
  private work = 0;
  /** Cells of a tally. */
  readonly cells: number;

  private readonly sums: SlotSums;

  constructor(source: EventSource) {
    this.sums = new SlotSums(source);
    this.cells = this.sums.cells;
  }

  /** What a process has counted when `slot` begins. */
  *valueAt(run: ProcessRun, slot: number): Sliced<Tally> {
    const known = this.checkpoints.get(runKey(run));
    const usable = known && known.slot <= slot;
    const tally = usable ? known.tally.slice() : new Float64Array(this.cells);
    yield* this.add(tally, run, usable ? known.slot : run.firstSlot, slot);
    return tally;
  }

  /** Keeps what a process has counted when `slot` begins. */
  remember(run: ProcessRun, slot: number, tally: Tally): void {
    const key = runKey(run);
    this.checkpoints.delete(key);
    this.checkpoints.set(key, { slot, tally: tally.slice() });
    dropOldest(this.checkpoints, MAX_CHECKPOINTS);
  }

  /** Whether enough work has been done to let other work in; asked once, it is not until as much is done again. */
  isDue(): boolean {
    const due = this.work > SLICE_WORK;
    this.work = due ? 0 : this.work;
    return due;
  }

  /** Adds what a process counts from one slot until just before another. */
  *add(
    tally: Tally,
    run: ProcessRun,
    fromSlot: number,
    toSlot: number,
  ): Sliced<void> {
    const end = min(toSlot, run.endSlot);
    let slot = max(fromSlot, run.firstSlot);
    while (slot < end) {
      const block = floor(slot / BLOCK_SLOTS);
      const blockEnd = (block + 1) * BLOCK_SLOTS;
      if (slot === block * BLOCK_SLOTS && blockEnd <= end) {
        const sum = yield* this.block(run.replica, block);
        sum.forEach((value, cell) => {
          tally[cell] += value;
        });
      } else {
        yield* this.walk(tally, run.replica, slot, min(blockEnd, end));
      }
      slot = min(blockEnd, end);
    }
  }

  /** Does the same at once: for what is between two scrapes. */
  addAtOnce(
    tally: Tally,
    { replica, firstSlot, endSlot }: ProcessRun,
    fromSlot: number,
    toSlot: number,
  ): void {
    const from = max(fromSlot, firstSlot);
    const end = min(toSlot, endSlot);
    if (from < end) {
      this.work += end - from + this.sums.add(tally, replica, from, end);
    }
  }

  private *block(replica: number, block: number): Sliced<Tally> {
    const key = `${replica} ${block}`;
    const known = this.blocks.get(key);
    if (known) {
      this.blocks.delete(key);
      this.blocks.set(key, known);
      return known;
    }
    const from = block * BLOCK_SLOTS;
    const sum = new Float64Array(this.cells);
    yield* this.walk(sum, replica, from, from + BLOCK_SLOTS);
    this.blocks.set(key, sum);
    dropOldest(this.blocks, MAX_BLOCKS);
    return sum;
  }

  private *walk(
    tally: Tally,
    replica: number,
    fromSlot: number,
    toSlot: number,
  ): Sliced<void> {
    let slot = fromSlot;
    while (slot < toSlot) {
      const end = min(slot + SHORT_SLOTS, toSlot);
      this.work += end - slot + this.sums.add(tally, replica, slot, end);
      slot = end;
      if (this.isDue()) {
        yield;
      }
    }
  }
}
