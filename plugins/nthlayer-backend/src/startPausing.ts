import { setImmediate } from 'node:timers/promises';

/** Longest stretch without letting other work in, milliseconds. */
const STRETCH_MS = 5;

/** To be awaited between the steps of long work: lets other work in as soon as the last stretch was long enough. */
export function startPausing(): () => Promise<void> {
  let sinceMs = performance.now();
  return async () => {
    if (performance.now() - sinceMs > STRETCH_MS) {
      await setImmediate();
      sinceMs = performance.now();
    }
  };
}
