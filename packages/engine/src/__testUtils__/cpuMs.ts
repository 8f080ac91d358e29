/** CPU milliseconds that some work takes: what other programs do meanwhile does not count, as it would on a clock. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
