import { EventSource } from '../events/EventSource';
import { BUCKET_LABELS, bucketOf } from './buckets';

/** Cells a route has for its durations: one a bucket, then the sum in microseconds. */
export const DURATION_CELLS = BUCKET_LABELS.length + 1;

/**
 * What was counted: events by category, then durations by route and bucket where the service shows durations. Integers
 * only, so that sums are exact whatever their order.
 */
export type Tally = Float64Array;

/** Where the durations of a route begin. */
export function durationBase(source: EventSource, route: number): number {
  return source.categories.length + route * DURATION_CELLS;
}

function tallyCells(source: EventSource): number {
  const routes = 1 + Math.max(...source.categories.map(({ route }) => route));
  return durationBase(source, source.showsDurations ? routes : 0);
}

/** Adds up what happens slot by slot. */
export class SlotSums {
  /** How many cells a tally has. */
  readonly cells: number;
  /** Where durations of events of a category begin. */
  private readonly bases: Int32Array;

  constructor(private readonly source: EventSource) {
    this.cells = tallyCells(source);
    this.bases = Int32Array.from(source.categories, ({ route }) =>
      durationBase(source, route),
    );
  }

  /** Adds slots of a replica from one until just before another, and tells how many events they had. */
  add(
    tally: Tally,
    replica: number,
    fromSlot: number,
    endSlot: number,
  ): number {
    const { source } = this;
    let total = 0;
    let slot = fromSlot;
    while (slot < endSlot) {
      const events = source.draw(replica, slot, endSlot, source.showsDurations);
      this.addEvents(tally, events);
      slot = source.drawnUntil;
      total += events;
    }
    return total;
  }

  private addEvents(tally: Tally, events: number): void {
    const { category, latencyUs, showsDurations } = this.source;
    const { bases } = this;
    for (let i = 0; i < events; i++) {
      tally[category[i]] += 1;
    }
    for (let i = 0; showsDurations && i < events; i++) {
      const base = bases[category[i]];
      const microseconds = latencyUs[i];
      tally[base + bucketOf(microseconds)] += 1;
      tally[base + DURATION_CELLS - 1] += microseconds;
    }
  }
}
