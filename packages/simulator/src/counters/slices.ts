import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that can be interrupted wherever it yields, about once a millisecond. */
export type Sliced<T> = Generator<void, T, void>;

/** Work between two interruptions, in slots plus events. */
export const SLICE_WORK = 8_000;

/** Does the work in one go. */
export function runNow<T>(work: Sliced<T>): T {
  let step = work.next();
  while (!step.done) {
    step = work.next();
  }
  return step.value;
}

/** Does the work a slice a turn of the event loop, so that other work is served in between. */
export async function runInSlices<T>(
  work: Sliced<T>,
  signal?: AbortSignal,
): Promise<T> {
  let step = work.next();
  while (!step.done) {
    await nextTurn();
    signal?.throwIfAborted();
    step = work.next();
  }
  return step.value;
}
