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

/** How many cells a tally has. */
export function tallyCells(source: EventSource): number {
  const routes = 1 + Math.max(...source.categories.map(({ route }) => route));
  return durationBase(source, source.showsDurations ? routes : 0);
}

function addDurations(tally: Tally, source: EventSource, events: number): void {
  const { category, categories, latencyUs } = source;
  const first = categories.length;
  for (let i = 0; i < events; i++) {
    const base = first + categories[category[i]].route * DURATION_CELLS;
    const microseconds = latencyUs[i];
    tally[base + bucketOf(microseconds)] += 1;
    tally[base + DURATION_CELLS - 1] += microseconds;
  }
}

/** Adds one slot of a replica and tells how many events it had. */
export function addSlot(
  tally: Tally,
  source: EventSource,
  replica: number,
  slot: number,
): number {
  const events = source.draw(replica, slot, source.showsDurations);
  for (let i = 0; i < events; i++) {
    tally[source.category[i]] += 1;
  }
  if (source.showsDurations) {
    addDurations(tally, source, events);
  }
  return events;
}
