import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { Incident } from '../profile/Incident';
import { paymentApi } from '../demo/paymentApi';
import { steadyService } from '../profile/steadyService';
import { simulate } from '../simulate';

const START = 20_000 * DAY_MS + 2 * HOUR_MS;
const RANGE = { startMs: START, endMs: START + HOUR_MS, stepMs: MINUTE_MS };
const AVAILABILITY = { kind: 'availability' } as const;

function truth(incidents: Incident[], indicator = AVAILABILITY, range = RANGE) {
  const service = steadyService('shop', { incidents });
  return simulate(service, 1).eventTruth(indicator, range);
}

const outage: Incident = {
  kind: 'errors',
  name: 'outage',
  when: { atMs: START + 10 * MINUTE_MS, durationMs: 5 * MINUTE_MS },
  ratio: 1,
  status: '503',
};
const during = (tile: number) => tile >= 10 && tile < 15;
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

describe('eventTruth', () => {
  it('has every request fail in a total outage, and none outside', () => {
    const { bad, total } = truth([outage]);
    total.forEach((events, tile) => {
      expect(events).toBeGreaterThan(60);
      expect(bad[tile]).toBe(during(tile) ? events : 0);
    });
  });

  it('has the declared share fail in a partial outage', () => {
    const { bad, total } = truth([{ ...outage, ratio: 0.3 }]);
    const share =
      sum(bad.filter((_, i) => during(i))) /
      sum(total.filter((_, i) => during(i)));
    expect(Math.abs(share - 0.3)).toBeLessThan(0.08);
    expect(sum(bad.filter((_, i) => !during(i)))).toBe(0);
  });

  it('counts the same requests whatever fails, restarts or is not scraped', () => {
    const { when, name } = outage;
    const calm = truth([]);
    const rough = truth([
      outage,
      { kind: 'restart', name, when: { atMs: START + 5000 } },
      { kind: 'scrape-gap', name, when, cause: 'target-down' },
    ]);
    expect(rough.total).toEqual(calm.total);
  });

  it('multiplies or stops traffic', () => {
    const burst = truth([{ ...outage, kind: 'traffic', factor: 5 }]);
    const stop = truth([{ ...outage, kind: 'traffic', factor: 0 }]);
    burst.total.forEach((events, tile) => {
      expect(events > 400).toBe(during(tile));
      expect(stop.total[tile] === 0).toBe(during(tile));
    });
  });

  it('slows requests down', () => {
    const indicator = { kind: 'latency', thresholdMs: 250 } as const;
    const slow: Incident = { ...outage, kind: 'latency', factor: 100 };
    const service = steadyService('shop', { incidents: [slow] });
    const { bad, total } = simulate(service, 1).eventTruth(indicator, RANGE);
    bad.forEach((events, tile) =>
      expect(events > total[tile] / 2).toBe(during(tile)),
    );
    expect(sum(bad.filter((_, i) => !during(i)))).toBeGreaterThan(5);
  });

  it('spares other routes', () => {
    const { bad } = truth([{ ...outage, routes: ['/other'] }]);
    expect(sum(bad)).toBe(0);
  });

  it('adds up over tiles of any length', () => {
    const day = { startMs: START, endMs: START + DAY_MS };
    const simulation = simulate(paymentApi, 1);
    const fine = simulation.eventTruth(AVAILABILITY, {
      ...day,
      stepMs: MINUTE_MS,
    });
    const coarse = simulation.eventTruth(AVAILABILITY, {
      ...day,
      stepMs: HOUR_MS,
    });
    coarse.total.forEach((events, hour) => {
      expect(sum(fine.total.subarray(60 * hour, 60 * hour + 60))).toBe(events);
      expect(sum(fine.bad.subarray(60 * hour, 60 * hour + 60))).toBe(
        coarse.bad[hour],
      );
    });
  });
});
