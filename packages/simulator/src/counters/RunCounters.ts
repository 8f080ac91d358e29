import { EventSource } from '../events/EventSource';
import { ProcessRun } from '../pods/ProcessRun';
import { Sliced, SLICE_WORK } from './slices';
import { addSlot, emptyTally, Tally, TallyKind } from './tally';

const { floor, max, min } = Math; // globals looked up for every scrape are slow under Jest

/** Slots whose sum is remembered together: an hour. */
const BLOCK_SLOTS = 3600;
/** About 2 MB of tallies for a service like the demo's. */
const MAX_BLOCKS = 4096;

/** Counters of processes at any time. Remembers sums of whole hours, so that a value costs less than an hour of events. */
export class RunCounters {
  private readonly blocks = new Map<string, Tally>();
  private work = 0;

  constructor(private readonly source: EventSource) {}

  /** What a process has counted when `slot` begins. */
  *valueAt(kind: TallyKind, run: ProcessRun, slot: number): Sliced<Tally> {
    const tally = emptyTally(kind, this.source);
    yield* this.add(tally, kind, run, run.firstSlot, slot);
    return tally;
  }

  /** Adds what a process counts from one slot until just before another. */
  *add(
    tally: Tally,
    kind: TallyKind,
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
        const sum = yield* this.block(kind, run.replica, block);
        sum.forEach((value, cell) => {
          tally[cell] += value;
        });
      } else {
        yield* this.walk(tally, kind, run.replica, slot, min(blockEnd, end));
      }
      slot = min(blockEnd, end);
    }
  }

  private *block(
    kind: TallyKind,
    replica: number,
    block: number,
  ): Sliced<Tally> {
    const key = `${kind} ${replica} ${block}`;
    const known = this.blocks.get(key);
    if (known) {
      this.blocks.delete(key);
      this.blocks.set(key, known);
      return known;
    }
    const from = block * BLOCK_SLOTS;
    const sum = emptyTally(kind, this.source);
    yield* this.walk(sum, kind, replica, from, from + BLOCK_SLOTS);
    this.blocks.set(key, sum);
    if (this.blocks.size > MAX_BLOCKS) {
      this.blocks.delete(this.blocks.keys().next().value ?? '');
    }
    return sum;
  }

  private *walk(
    tally: Tally,
    kind: TallyKind,
    replica: number,
    fromSlot: number,
    toSlot: number,
  ): Sliced<void> {
    for (let slot = fromSlot; slot < toSlot; slot++) {
      this.work += 1 + addSlot(tally, kind, this.source, replica, slot);
      if (this.work > SLICE_WORK) {
        this.work = 0;
        yield;
      }
    }
  }
}
