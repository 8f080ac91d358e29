import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { paymentApi } from '../demo/paymentApi';
import { Indicator } from '../Simulation';
import { steadyService } from '../profile/steadyService';
import { simulate } from '../simulate';

const START = 20_000 * DAY_MS;
const sum = (values: Float64Array) =>
  values.reduce((a, b) => a + (Number.isNaN(b) ? 0 : b), 0);

function increase(all: readonly CounterSamples[]): number {
  return all.reduce(
    (total, { values }) => total + values[values.length - 1] - values[0],
    0,
  );
}

describe('conservation', () => {
  it('finds every event between two scrapes in the counters', () => {
    const service = steadyService('shop', {
      labelsFrom: 'start',
      pods: { ...steadyService('shop').pods, replicas: 1 },
    });
    const simulation = simulate(service, 4);
    const all = simulation.counters('http_requests_total', {
      fromMs: START + HOUR_MS,
      toMs: START + 20 * HOUR_MS,
    });
    const { timesMs } = all[0];
    const { total } = simulation.eventTruth(
      { kind: 'availability' },
      {
        startMs: Math.floor(timesMs[0] / 1000) * 1000,
        endMs: Math.floor(timesMs[timesMs.length - 1] / 1000) * 1000,
        stepMs: 1000,
      },
    );
    expect(increase(all)).toBe(sum(total));
  });

  it('loses nothing over rollouts and late labels', () => {
    const range = {
      startMs: START + HOUR_MS,
      endMs: START + 3 * DAY_MS + HOUR_MS,
      stepMs: MINUTE_MS,
    };
    const simulation = simulate(steadyService('shop', { errorRatio: 0.01 }), 2);
    for (const indicator of [
      { kind: 'availability' },
      { kind: 'latency', thresholdMs: 250 },
    ] satisfies Indicator[]) {
      const happened = simulation.eventTruth(indicator, range);
      const seen = simulation.scrapeTruth(indicator, range);
      expect(sum(happened.total)).toBeGreaterThan(500_000);
      // what is between the last scrape and the end of the range is seen in the next tile
      expect(Math.abs(sum(seen.total) - sum(happened.total))).toBeLessThan(60);
      expect(Math.abs(sum(seen.bad) - sum(happened.bad))).toBeLessThan(6);
    }
  });

  it('hides only what a restart hides, and bridges gaps', () => {
    const range = {
      startMs: START + HOUR_MS,
      endMs: START + 4 * DAY_MS + HOUR_MS,
      stepMs: MINUTE_MS,
    };
    const gap = {
      kind: 'scrape-gap',
      name: 'gap',
      when: {
        atMs: START + 2 * DAY_MS + 11 * HOUR_MS,
        durationMs: 25 * MINUTE_MS,
      },
      cause: 'scraper-down',
    } as const;
    const simulation = simulate(
      {
        ...paymentApi,
        incidents: [
          ...paymentApi.incidents.filter(({ kind }) => kind !== 'scrape-gap'),
          gap,
        ],
      },
      1,
    );
    const indicator = { kind: 'availability' } as const;
    const happened = simulation.eventTruth(indicator, range);
    const seen = simulation.scrapeTruth(indicator, range);
    const unknown = seen.total.filter(Number.isNaN).length;
    expect(unknown).toBeGreaterThanOrEqual(24); // the 25 minutes of the gap, less its edges
    expect(unknown).toBeLessThanOrEqual(26);
    expect([...seen.bad].map(Number.isNaN)).toEqual(
      [...seen.total].map(Number.isNaN),
    );
    const lost = sum(happened.total) - sum(seen.total);
    expect(Math.abs(lost)).toBeLessThan(1000); // of four million
    const budget = 0.0005 * sum(happened.total);
    expect(Math.abs(sum(happened.bad) - sum(seen.bad)) / budget).toBeLessThan(
      0.005,
    );
  });
});
