import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Polls until `probe` gives something other than undefined; an exception counts as "not yet".
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  options: { timeoutMs: number; intervalMs?: number },
): Promise<T> {
  const end = Date.now() + options.timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined) {
        return value;
      }
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(
        `Waited ${options.timeoutMs} ms for ${what}${last ? `: ${last}` : ''}`,
      );
    }
    await sleep(options.intervalMs ?? 200);
  }
}
