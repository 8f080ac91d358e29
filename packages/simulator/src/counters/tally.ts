import { EventSource } from '../events/EventSource';
import { BUCKET_LABELS, bucketOf } from './buckets';

/** What a tally counts: events by category, or durations by route and bucket. */
export type TallyKind = 'events' | 'durations';

/** Cells a route has in a tally of durations: one a bucket, then the sum in microseconds. */
export const DURATION_CELLS = BUCKET_LABELS.length + 1;

/** Integers only, so that sums are exact whatever their order. */
export type Tally = Float64Array;

export function emptyTally(kind: TallyKind, source: EventSource): Tally {
  const { categories } = source;
  const routes = 1 + Math.max(...categories.map(({ route }) => route));
  return new Float64Array(
    kind === 'events' ? categories.length : routes * DURATION_CELLS,
  );
}

function addEvents(tally: Tally, source: EventSource, events: number): void {
  for (let i = 0; i < events; i++) {
    tally[source.category[i]] += 1;
  }
}

function addDurations(tally: Tally, source: EventSource, events: number): void {
  for (let i = 0; i < events; i++) {
    const base = source.categories[source.category[i]].route * DURATION_CELLS;
    const microseconds = source.latencyUs[i];
    tally[base + bucketOf(microseconds)] += 1;
    tally[base + DURATION_CELLS - 1] += microseconds;
  }
}

/** Adds one slot of a replica and tells how many events it had. */
export function addSlot(
  tally: Tally,
  kind: TallyKind,
  source: EventSource,
  replica: number,
  slot: number,
): number {
  const durations = kind === 'durations';
  const events = source.draw(replica, slot, durations);
  if (durations) {
    addDurations(tally, source, events);
  } else {
    addEvents(tally, source, events);
  }
  return events;
}
