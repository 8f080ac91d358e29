import { parseOpenSlo } from './parseOpenSlo';

const slo = (count: number) => `apiVersion: openslo.com/v2alpha
kind: SLO
metadata: { name: s }
spec:
  serviceRef: a
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 1d, isRolling: true }]
  objectives:
${'    - { target: 9, sli: { metadata: { name: A }, spec: { thresholdMetric: { dataSourceRef: A, spec: { query: a } } } } }\n'.repeat(
  count,
)}`;

function cpuMs(text: string): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    parseOpenSlo({ path: 'a.yaml', text });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('reading v2alpha', () => {
  it('takes a time that grows with the number of objectives that have findings', () => {
    cpuMs(slo(80));
    const [one, eight] = [cpuMs(slo(80)), cpuMs(slo(640))];
    // 64 times as much where the origin of each is looked for among all
    expect(eight).toBeLessThan(12 * one + 20);
  });

  it('does not look at what is beyond the most objectives', () => {
    const { diagnostics } = parseOpenSlo({ path: 'a.yaml', text: slo(300) });
    const [last] = diagnostics
      .map(({ path }) => Number(/objectives\[(\d+)/.exec(path)?.[1] ?? -1))
      .sort((a, b) => b - a);
    // that there are too many is told on the first of the rest
    expect(last).toBe(100);
    const codes = diagnostics.map(({ code }) => code);
    expect(codes).toContain('too-many-items');
  });
});
