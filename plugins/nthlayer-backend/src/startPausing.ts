import { setImmediate } from 'node:timers/promises';

/** Longest stretch without letting other work in, milliseconds. */
const STRETCH_MS = 5;

/** When other work was let in last, by whichever of several stretches of long work: what follows in one turn adds up. */
let sinceMs = performance.now();

/**
 * To be called between the steps of long work, and awaited: lets other work in as soon as the last stretch was long
 * enough. Undefined, so that short steps need not even be awaited, where it was not.
 */
export function startPausing(): () => Promise<void> | undefined {
  return pause;
}

/** `items.map(of)`, with other work let in between. */
export async function mapPausing<T, R>(
  items: Iterable<T>,
  of: (item: T) => R,
): Promise<R[]> {
  const mapped: R[] = [];
  for (const item of items) {
    mapped.push(of(item));
    const pausing = pause();
    if (pausing) {
      await pausing;
    }
  }
  return mapped;
}

function pause(): Promise<void> | undefined {
  return performance.now() - sinceMs > STRETCH_MS ? letIn() : undefined;
}

async function letIn(): Promise<void> {
  await setImmediate();
  sinceMs = performance.now();
}
