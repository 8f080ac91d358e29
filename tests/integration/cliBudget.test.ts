import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BudgetStatus } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Indicator, simulate, steadyService } from '@nthlayer/simulator';
import { stringify } from 'yaml';
import { PrometheusServer, startPrometheus } from '../harness/prometheusServer';
import { component } from '../harness/stackFor';
import { describeWith } from '../harness/tools';

const run = promisify(execFile);
const BIN = resolve(__dirname, '../../packages/cli/bin/nthlayer');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const endMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
/** The newest tile that may be read then ends at `endMs`. */
const evaluatedAtMs = endMs + MINUTE_MS;

const truth = simulate(
  steadyService('shop', {
    perSecond: 5,
    labelsFrom: 'first-event',
    incidents: [
      {
        kind: 'errors',
        name: 'outage',
        when: { atMs: endMs - 3 * HOUR_MS, durationMs: 5 * MINUTE_MS },
        ratio: 0.4,
        status: '503',
      },
      {
        kind: 'restart',
        name: 'reset',
        when: { atMs: endMs - 30 * MINUTE_MS },
        replicas: [0],
      },
    ],
  }),
  7,
);

const INDICATORS: readonly (readonly [
  slo: string,
  indicator: Indicator,
  allowed: number,
])[] = [
  ['availability', { kind: 'availability' }, 0.0005],
  ['latency', { kind: 'latency', thresholdMs: 250 }, 0.01],
];

const sum = (counts: Iterable<number>) =>
  [...counts].reduce((whole, count) => whole + count, 0);

describeWith('prometheus', 'promtool')('nthlayer budget', () => {
  let prometheus: PrometheusServer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-budget-'));
    await writeFile(
      join(folder, 'catalog-info.yaml'),
      stringify(component('shop')),
    );
    prometheus = await startPrometheus({
      backfill: truth.openMetrics({
        fromMs: endMs - 7 * HOUR_MS,
        toMs: evaluatedAtMs,
      }),
    });
  }, 60_000);

  afterAll(async () => {
    await prometheus?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function budgets(): Promise<
    readonly (BudgetStatus & { readonly slo: string })[]
  > {
    const at = new Date(evaluatedAtMs).toISOString();
    const args = ['budget', 'catalog-info.yaml', '--json', '--at', at];
    const { stdout } = await run(
      process.execPath,
      [BIN, ...args, '--prometheus', prometheus.url],
      { cwd: folder },
    ).catch((error: { stdout: string; stderr: string; code: number }) => {
      // a budget that is overspent is a finding
      if (error.code !== 1) {
        throw new Error(error.stderr);
      }
      return error;
    });
    return JSON.parse(stdout).budgets;
  }

  it('counts what was visible in the scrapes, exactly', async () => {
    const found = await budgets();
    expect(found.map(({ slo }) => slo)).toEqual(INDICATORS.map(([slo]) => slo));
    INDICATORS.forEach(([slo, indicator, allowed], index) => {
      const { burn, consumed, sums, window, newestTileMs } = found[index];
      for (const hours of [1, 6]) {
        const windowMs = hours * HOUR_MS;
        const visible = truth.scrapeTruth(indicator, {
          startMs: endMs - windowMs,
          endMs,
          stepMs: MINUTE_MS,
        });
        const [bad, total] = [sum(visible.bad), sum(visible.total)];
        expect(total).toBeGreaterThan(hours * 15_000);
        const rate = burn.find(each => each.windowMs === windowMs);
        expect({ slo, sums: rate?.sums }).toEqual({
          slo,
          sums: {
            bad,
            total,
            knownTiles: hours * 60,
            expectedTiles: hours * 60,
          },
        });
        expect(rate?.rate).toBeCloseTo(bad / total / allowed, 9);
      }
      expect(newestTileMs).toBe(endMs);
      expect(window.endMs).toBe(endMs);
      expect(sums.bad).toBeGreaterThan(0);
      expect(consumed).toBeCloseTo(sums.bad / sums.total / allowed, 9);
    });
  }, 60_000);

  it('calls seven hours of thirty days stale', async () => {
    for (const { stale, coverage, sums } of await budgets()) {
      expect(stale).toBe(true);
      expect(coverage).toBeCloseTo(sums.knownTiles / (30 * 1440), 9);
      expect(sums.knownTiles).toBeLessThanOrEqual(7 * 60);
    }
  }, 60_000);
});
