import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { simulate } from '../simulate';
import { TruthTiles } from '../Simulation';
import { demoServices } from './demoServices';

const SEED = 1;
const ANCHOR = Date.UTC(2026, 10, 21);
const STEP_MS = 5 * MINUTE_MS;
const DAYS = 30;
/** Half hours from five past midnight of the first day until 24 hours after the last minute of it. */
const TIMES = Array.from(
  { length: 96 },
  (_, i) => ANCHOR + STEP_MS + i * 30 * MINUTE_MS,
);

const services = new Map(
  demoServices({ startedAtMs: ANCHOR + 9 * HOUR_MS }).map(service => [
    service.name,
    service,
  ]),
);

/** Everything that happens to a service from a whole window before the anchor until two days after it. */
function eventsOf(name: string): TruthTiles {
  return simulate(services.get(name)!, SEED).eventTruth(
    { kind: 'availability' },
    {
      startMs: ANCHOR - DAYS * DAY_MS,
      endMs: ANCHOR + 2 * DAY_MS + STEP_MS,
      stepMs: STEP_MS,
    },
  );
}

/** Sums over the last `lengthMs` before a time. */
function sums({ bad, total }: TruthTiles, atMs: number, lengthMs: number) {
  const end = (atMs - ANCHOR + DAYS * DAY_MS) / STEP_MS;
  const start = Math.max(0, end - lengthMs / STEP_MS);
  const sum = (values: Float64Array) =>
    values.subarray(start, end).reduce((a, b) => a + b, 0);
  return { bad: sum(bad), total: sum(total) };
}

function look(events: TruthTiles, atMs: number, objective: number) {
  const burn = (lengthMs: number) => {
    const { bad, total } = sums(events, atMs, lengthMs);
    return total === 0 ? 0 : bad / total / (1 - objective);
  };
  return {
    burn5m: burn(5 * MINUTE_MS),
    burn30m: burn(30 * MINUTE_MS),
    burn1h: burn(HOUR_MS),
    burn2h: burn(2 * HOUR_MS),
    burn6h: burn(6 * HOUR_MS),
    burn1d: burn(DAY_MS),
    burn3d: burn(3 * DAY_MS),
    consumed: burn(DAYS * DAY_MS),
    bad1h: sums(events, atMs, HOUR_MS).bad,
  };
}

function looks(name: string, objective: number) {
  const events = eventsOf(name);
  return TIMES.map(atMs => ({
    hours: (atMs - ANCHOR) / HOUR_MS,
    ...look(events, atMs, objective),
  }));
}

function range(values: readonly number[]) {
  return { min: Math.min(...values), max: Math.max(...values) };
}

describe('from midnight of the day on which the demo starts, for two days', () => {
  it('checkout-service burns so fast that it pages, and has budget left', () => {
    const all = looks('checkout-service', 0.9995);
    expect(range(all.map(at => at.burn5m)).min).toBeGreaterThan(14.4);
    expect(range(all.map(at => at.burn1h)).min).toBeGreaterThan(14.4);
    expect(range(all.map(at => at.bad1h)).min).toBeGreaterThan(3);
    expect(range(all.map(at => at.consumed)).max).toBeLessThan(0.95);
  });

  it('search-api burns slowly: a ticket, no page, and budget left', () => {
    const all = looks('search-api', 0.999);
    expect(range(all.map(at => at.burn3d)).min).toBeGreaterThan(1);
    expect(range(all.map(at => at.burn6h)).min).toBeGreaterThan(1);
    for (const { burn5m, burn1h, burn30m, burn6h, burn2h, burn1d } of all) {
      expect(burn5m > 14.4 && burn1h > 14.4).toBe(false);
      expect(burn30m > 6 && burn6h > 6).toBe(false);
      expect(burn2h > 3 && burn1d > 3).toBe(false);
    }
    expect(range(all.map(at => at.consumed)).max).toBeLessThan(0.6);
  });

  it('analytics-stream has spent more than its budget, though nothing burns', () => {
    const all = looks('analytics-stream', 0.999);
    expect(range(all.map(at => at.consumed)).min).toBeGreaterThan(1.1);
    expect(range(all.map(at => at.burn1h)).max).toBeLessThan(1);
    expect(range(all.map(at => at.burn6h)).max).toBeLessThan(1);
  });

  it('identity-service has got over an outage in the night that took most of its budget', () => {
    const all = looks('identity-service', 0.999);
    const { min, max } = range(all.map(at => at.consumed));
    expect(min).toBeGreaterThan(0.5);
    expect(max).toBeLessThan(0.9);
    expect(range(all.map(at => at.burn3d)).min).toBeGreaterThan(1);
    expect(range(all.map(at => at.burn6h)).max).toBeLessThan(1);
    expect(range(all.map(at => at.burn1h)).max).toBeLessThan(1);
  });

  it('notification-worker is healthy', () => {
    const all = looks('notification-worker', 0.999);
    expect(range(all.map(at => at.burn6h)).max).toBeLessThan(1);
    expect(range(all.map(at => at.burn1h)).max).toBeLessThan(1);
    expect(range(all.map(at => at.consumed)).max).toBeLessThan(0.2);
  });

  it('batch-reports is idle for most of the day, and within its budget', () => {
    const events = eventsOf('batch-reports');
    const busy = TIMES.filter(
      atMs => sums(events, atMs, 30 * MINUTE_MS).total > 0,
    );
    expect(busy.length / TIMES.length).toBeGreaterThan(0.05);
    expect(busy.length / TIMES.length).toBeLessThan(0.25);
    for (const atMs of TIMES) {
      const { consumed } = look(events, atMs, 0.995);
      expect(consumed).toBeGreaterThan(0.1);
      expect(consumed).toBeLessThan(0.9);
    }
  });

  it('storefront is scraped and has no traffic', () => {
    const last = { fromMs: ANCHOR - HOUR_MS, toMs: ANCHOR };
    const { total } = eventsOf('storefront');
    expect(total.every(events => events === 0)).toBe(true);
    const counters = simulate(services.get('storefront')!, SEED).counters(
      'http_requests_total',
      last,
    );
    expect(counters.length).toBeGreaterThan(0);
    expect(counters.every(({ values }) => values.every(v => v === 0))).toBe(
      true,
    );
  });

  it('inventory-api has not been scraped for hours, and was before', () => {
    const simulation = simulate(services.get('inventory-api')!, SEED);
    const samples = (fromMs: number, toMs: number) =>
      simulation.counters('http_requests_total', { fromMs, toMs });
    const stoppedMs = ANCHOR - 5 * HOUR_MS;
    expect(samples(stoppedMs, ANCHOR + 2 * DAY_MS)).toEqual([]);
    expect(samples(stoppedMs - HOUR_MS, stoppedMs)).not.toEqual([]);
    expect(simulation.metricsPage(ANCHOR)).toBe('');
  });
});

describe('demoServices', () => {
  it('is the same whenever it is started on the same day', () => {
    const at = (startedAtMs: number) => demoServices({ startedAtMs });
    expect(at(ANCHOR + 5 * MINUTE_MS)).toEqual(at(ANCHOR + DAY_MS - 1));
    expect(at(ANCHOR + DAY_MS)).not.toEqual(at(ANCHOR));
  });

  it('changes the past of no living pod when it is started anew on the next day', () => {
    const nextDay = ANCHOR + DAY_MS;
    const pages = (startedAtMs: number) =>
      demoServices({ startedAtMs }).map(service =>
        simulate(service, SEED).metricsPage(nextDay + 10 * HOUR_MS),
      );
    expect(pages(nextDay)).toEqual(pages(ANCHOR));
  });

  it('has the services that the examples tell of, each under its own name', () => {
    expect([...services.keys()].sort()).toEqual([
      'analytics-stream',
      'batch-reports',
      'checkout-service',
      'identity-service',
      'inventory-api',
      'notification-worker',
      'payment-api',
      'search-api',
      'storefront',
    ]);
  });
});
