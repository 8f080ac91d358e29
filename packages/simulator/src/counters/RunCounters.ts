import { EventSource } from '../events/EventSource';
import { ProcessRun } from '../pods/ProcessRun';
import { Sliced, SLICE_WORK } from './slices';
import { addSlot, Tally, tallyCells } from './tally';

const { floor, max, min } = Math; // globals looked up for every scrape are slow under Jest

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

  constructor(private readonly source: EventSource) {
    this.cells = tallyCells(source);
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
    for (let slot = fromSlot; slot < toSlot; slot++) {
      this.work += 1 + addSlot(tally, this.source, replica, slot);
      if (this.work > SLICE_WORK) {
        this.work = 0;
        yield;
      }
    }
  }
}
