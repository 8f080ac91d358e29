import { execFileSync, spawnSync } from 'node:child_process';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { paymentApi } from '../demo/paymentApi';
import { steadyService } from '../profile/steadyService';
import { simulate } from '../simulate';

const AT = 20_000 * DAY_MS + 5 * HOUR_MS;

function samplesOf(page: string): Map<string, number> {
  const lines = page.split('\n').filter(line => line && !line.startsWith('#'));
  return new Map(
    lines.map(line => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

describe('metricsPage', () => {
  it('shows what a scrape at that time stores, but for the service label', () => {
    const simulation = simulate(paymentApi, 1);
    const range = { fromMs: AT, toMs: AT + 15_000 };
    for (const metric of [
      'http_requests_total',
      'http_request_duration_seconds_bucket',
      'http_request_duration_seconds_sum',
    ]) {
      for (const series of simulation.counters(metric, range)) {
        const { service, ...labels } = series.labels;
        const page = samplesOf(simulation.metricsPage(series.timesMs[0]));
        const pairs = Object.entries(labels).map(([k, v]) => `${k}="${v}"`);
        expect(page.get(`${metric}{${pairs.join(',')}}`)).toBe(
          series.values[0],
        );
        expect(service).toBe('payment-api');
      }
    }
  });

  it('continues the same counters after a restart of the simulation', () => {
    const first = samplesOf(simulate(paymentApi, 1).metricsPage(AT));
    const again = samplesOf(simulate(paymentApi, 1).metricsPage(AT));
    const later = samplesOf(
      simulate(paymentApi, 1).metricsPage(AT + 10 * MINUTE_MS),
    );
    expect(again).toEqual(first);
    expect(first.size).toBeGreaterThan(100);
    for (const [series, value] of first) {
      expect(later.get(series)).toBeGreaterThanOrEqual(value);
    }
  });

  it('leaves out the pods that cannot be reached', () => {
    const gap = (replicas?: number[]) =>
      simulate(
        steadyService('shop', {
          incidents: [
            {
              kind: 'scrape-gap',
              name: 'gap',
              when: { atMs: AT, durationMs: MINUTE_MS },
              cause: 'target-down',
              replicas,
            },
          ],
        }),
        1,
      );
    const pods = (page: string) =>
      new Set([...page.matchAll(/pod="([^"]*)"/g)].map(([, pod]) => pod)).size;
    expect(pods(gap([1]).metricsPage(AT - 1))).toBe(2);
    expect(pods(gap([1]).metricsPage(AT))).toBe(1);
    expect(gap().metricsPage(AT)).toBe('');
    expect(pods(gap().metricsPage(AT + MINUTE_MS))).toBe(2);
  });

  it('escapes label values', () => {
    const service = steadyService('shop');
    const route = { ...service.routes[0], route: 'a"b\\c\nd' };
    const page = simulate({ ...service, routes: [route] }, 1).metricsPage(AT);
    expect(page).toContain('route="a\\"b\\\\c\\nd"');
  });

  const installed = spawnSync('promtool', ['--version']).status === 0;
  const need =
    installed || process.env.CI === 'true' ? describe : describe.skip;
  need('promtool', () => {
    it('is what promtool expects of a metrics page', () => {
      const page = simulate(paymentApi, 1).metricsPage(AT);
      expect(() =>
        execFileSync('promtool', ['check', 'metrics'], { input: page }),
      ).not.toThrow();
    });
  });
});
