import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describeWith } from '../harness/tools';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../..');

/** What a command of the root prints, its progress included; throws when it does not end with 0. */
async function outputOf(...args: string[]): Promise<string> {
  const script = resolve(ROOT, 'scripts/run.mjs');
  const { stdout, stderr } = await run(process.execPath, [script, ...args], {
    cwd: ROOT,
  });
  return stdout + stderr;
}

// The commands of the documentation, each on the smallest case that it takes; the whole takes minutes.
describeWith('prometheus', 'promtool')('npm run compare', () => {
  it('finds no error in ours, on a real Prometheus', async () => {
    const output = await outputOf(
      ...['compare', '--parts', 'budgets,timing,ledger', '--seeds', '1'],
      ...['--traces', 'flat-outage', '--days', '4'],
    );
    const [, trueUse, ours] =
      /\| Even traffic[^|]*\| ([\d.,]+) % \| (-?[\d.]+) % \|/.exec(output) ??
      [];
    expect(Number(trueUse)).toBeGreaterThan(100);
    expect(Math.abs(Number(ours))).toBeLessThan(0.1);
    expect(output).toContain('720 samples recorded, 0 unlike promtool');
    const [, minutes, unlike, off] =
      /\| Even traffic[^|]*\| ([\d,]+) \| ([\d,]+) \| ([\d.]+) % \|\s*$/m.exec(
        output.slice(output.indexOf('Unlike what')),
      ) ?? [];
    expect([minutes, unlike]).toEqual(['5,760', '0']);
    expect(Number(off)).toBeLessThan(0.1);
  }, 120_000);
});

describe('npm run bench', () => {
  it('measures the generation of rules', async () => {
    const output = await outputOf(
      ...['bench', '--parts', 'generation', '--sizes', '5,10'],
    );
    const [, cost] =
      /\| CPU of 10 services \| ([\d.]+) ms each \|/.exec(output) ?? [];
    expect(Number(cost)).toBeGreaterThan(0);
    expect(output).toContain('exponent, 5 → 10 services');
  }, 120_000);

  it('measures the reading of specs', async () => {
    const output = await outputOf(
      ...['bench', '--parts', 'reading', '--sizes', '5,10'],
    );
    const [, ratio] =
      /\| CPU ÷ CPU of `yaml` on the same bytes \| ([\d.]+) \(/.exec(output) ??
      [];
    expect(Number(ratio)).toBeGreaterThan(0);
    expect(output).toContain('exponent, 5 → 10 specs');
    expect(output).toMatch(/keeps other work waiting[^|]*\| [\d.]+ ms \|/);
  }, 120_000);

  it('measures the ledger and keeps its promises', async () => {
    const output = await outputOf(
      ...['bench', '--parts', 'ledger', '--sizes', '30'],
    );
    const figure = (title: string) =>
      new RegExp(`\\| ${title}[^|]*\\| ([\\d.]+)`).exec(output)?.[1];
    expect(figure('PromQL queries a tick')).toBe('5');
    expect(figure('transactions of a tick')).toBe('2');
    expect(Number(figure('bytes a sealed pair'))).toBeGreaterThan(0);
  }, 120_000);
});
