import { setTimeout as sleep } from 'node:timers/promises';

/** CPU milliseconds of this process, all threads. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The same of work that is waited for. */
export async function cpuMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The longest turn of the event loop while something is done, milliseconds: CPU of this thread, which is a clock where
 * nothing else runs. To look after every turn would keep a core busy while another thread works; what lies within a
 * millisecond counts as one turn.
 */
export async function longestTurn(
  work: () => Promise<unknown>,
): Promise<number> {
  let longest = 0;
  let isDone = false;
  let since = process.threadCpuUsage();
  const done = work().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await sleep(1);
    const { user, system } = process.threadCpuUsage(since);
    longest = Math.max(longest, (user + system) / 1000);
    since = process.threadCpuUsage();
  }
  await done;
  return longest;
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Slope of the logarithm of the cost over that of the size. */
export function exponentOf(
  points: readonly (readonly [number, number])[],
): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)]);
  const mean = (axis: 0 | 1) =>
    logs.reduce((sum, point) => sum + point[axis], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return covariance / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
