import { setImmediate } from 'node:timers/promises';

/** Longest stretch without letting other work in, milliseconds. */
const STRETCH_MS = 5;

/**
 * To be called between the steps of long work, and awaited: lets other work in as soon as the last stretch was long
 * enough. Undefined, so that short steps need not even be awaited, where it was not.
 */
export function startPausing(): () => Promise<void> | undefined {
  let sinceMs = performance.now();
  const pause = async () => {
    await setImmediate();
    sinceMs = performance.now();
  };
  return () => (performance.now() - sinceMs > STRETCH_MS ? pause() : undefined);
}
