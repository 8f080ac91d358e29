import { setImmediate } from 'node:timers/promises';

/**
 * Works through many items a batch at a time and lets other work in between: SQLite's driver is synchronous, so a
 * long run of statements would hold up every request.
 */
export async function inBatches<T>(
  items: readonly T[],
  size: number,
  work: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < items.length; at += size) {
    if (at > 0) {
      await setImmediate();
    }
    await work(items.slice(at, at + size));
  }
}
