import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_MS, HOUR_MS } from '../profile/durations';
import { paymentApi } from '../demo/paymentApi';
import { simulate } from '../simulate';

const START = 20_000 * DAY_MS;
/** Pods are replaced in it, and a block of the database ends: at 10:00. */
const RANGE = { fromMs: START + 9 * HOUR_MS, toMs: START + 10.5 * HOUR_MS };

describe('openMetrics', () => {
  it('has each family once, in order of time, and ends', () => {
    const text = [...simulate(paymentApi, 1).openMetrics(RANGE)].join('');
    const types = text.split('\n').filter(line => line.startsWith('# TYPE'));
    expect(types).toEqual([
      '# TYPE http_requests counter',
      '# TYPE http_request_duration_seconds histogram',
      '# TYPE up gauge',
    ]);
    expect(text.endsWith('\n# EOF\n')).toBe(true);
  });

  it('has the labels of the scraper', () => {
    const range = { fromMs: RANGE.fromMs, toMs: RANGE.fromMs + 15_000 };
    const simulation = simulate(paymentApi, 1);
    const lines = (targetLabels?: Record<string, string>) =>
      [...simulation.openMetrics(range, { targetLabels })]
        .join('')
        .split('\n')
        .filter(line => line && !line.startsWith('#'));
    expect(lines().every(l => l.includes('service="payment-api"'))).toBe(true);
    expect(
      lines({ job: 'a', service: 'b' }).every(l =>
        l.includes('job="a",service="b"'),
      ),
    ).toBe(true);
  });

  const installed = spawnSync('promtool', ['--version']).status === 0;
  const need =
    installed || process.env.CI === 'true' ? describe : describe.skip;
  need('promtool', () => {
    it('becomes blocks that hold exactly its samples', () => {
      const folder = mkdtempSync(join(tmpdir(), 'nthlayer-simulator-'));
      try {
        const simulation = simulate(paymentApi, 1);
        const file = openSync(join(folder, 'metrics.om'), 'w');
        let samples = 0;
        for (const chunk of simulation.openMetrics(RANGE)) {
          writeSync(file, chunk);
          samples += chunk.startsWith('#') ? 0 : chunk.split('\n').length - 1;
        }
        closeSync(file);
        const tsdb = ['tsdb', 'create-blocks-from', 'openmetrics'];
        execFileSync('promtool', [...tsdb, 'metrics.om', 'data'], {
          cwd: folder,
          stdio: 'pipe',
        });
        mkdirSync(join(folder, 'data', 'wal')); // dump asks for one
        const dump = execFileSync('promtool', ['tsdb', 'dump', 'data'], {
          cwd: folder,
          maxBuffer: 1 << 30,
          encoding: 'utf8',
        });
        const lines = dump.trimEnd().split('\n');
        expect(lines).toHaveLength(samples);
        const [series] = simulation.counters('http_requests_total', RANGE);
        const dumped = lines.filter(
          line =>
            line.includes('"http_requests_total"') &&
            Object.entries(series.labels).every(([name, value]) =>
              line.includes(`${name}="${value}"`),
            ),
        );
        expect(dumped).toHaveLength(series.values.length);
        const [value, time] = dumped[99].split(' ').slice(-2).map(Number);
        expect([value, time]).toEqual([series.values[99], series.timesMs[99]]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    }, 60_000);
  });
});
