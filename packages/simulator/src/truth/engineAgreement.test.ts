import { tilesFromSamples } from '@nthlayer/engine';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../profile/durations';
import { paymentApi } from '../demo/paymentApi';
import { Incident } from '../profile/Incident';
import { SimulatedService } from '../profile/SimulatedService';
import { steadyService } from '../profile/steadyService';
import { simulate } from '../simulate';

const START = 20_000 * DAY_MS;

/** The engine's tiles and the oracle's, from the same scrapes by different ways. */
function bothTiles(service: SimulatedService, startMs: number, endMs: number) {
  const simulation = simulate(service, 1);
  const range = { startMs, endMs, stepMs: MINUTE_MS };
  const history = { fromMs: startMs - DAY_MS, toMs: endMs };
  const total = simulation.counters('http_requests_total', history);
  const histogram = 'http_request_duration_seconds';
  const engine = {
    availability: tilesFromSamples(
      { total, bad: total.filter(({ labels }) => labels.status >= '500') },
      range,
    ),
    latency: tilesFromSamples(
      {
        total: simulation.counters(`${histogram}_count`, history),
        good: simulation.counters(`${histogram}_bucket`, history, {
          labels: { le: '0.25' },
        }),
      },
      range,
    ),
  };
  const oracle = {
    availability: simulation.scrapeTruth({ kind: 'availability' }, range),
    latency: simulation.scrapeTruth(
      { kind: 'latency', thresholdMs: 250 },
      range,
    ),
  };
  return { engine, oracle };
}

function expectSame({ engine, oracle }: ReturnType<typeof bothTiles>) {
  for (const kind of ['availability', 'latency'] as const) {
    expect([...engine[kind].total]).toEqual([...oracle[kind].total]);
    expect([...engine[kind].bad]).toEqual([...oracle[kind].bad]);
  }
}

const moment = fc.integer({ min: 0, max: 30 * 60 }).map(s => s * SECOND_MS);
const incident = fc.oneof(
  fc.record({
    kind: fc.constant('restart' as const),
    name: fc.constant(''),
    when: moment.map(ms => ({ atMs: START + HOUR_MS + ms })),
    replicas: fc.constantFrom(undefined, [0], [1]),
  }),
  fc.record({
    kind: fc.constant('scrape-gap' as const),
    name: fc.constant(''),
    when: fc.record({
      atMs: moment.map(ms => START + HOUR_MS + ms),
      durationMs: moment,
    }),
    cause: fc.constant('target-down' as const),
    replicas: fc.constantFrom(undefined, [0], [1]),
  }),
);

describe('the engine', () => {
  it('makes exactly the tiles that the scrapes of payment-api can show', () => {
    const tiles = bothTiles(paymentApi, START + 12 * HOUR_MS, START + DAY_MS);
    expectSame(tiles);
    expect(tiles.oracle.availability.total.some(Number.isNaN)).toBe(false);
  });

  it('does so whatever happens, from the first scrape on', () => {
    fc.assert(
      fc.property(
        fc.array(incident, { maxLength: 5 }),
        fc.integer({ min: 0, max: 59 }),
        (incidents: Incident[], seconds) => {
          const begin: Incident = {
            kind: 'scrape-gap',
            name: 'nobody scrapes yet',
            when: {
              atMs: 0,
              durationMs: START + HOUR_MS + seconds * SECOND_MS,
            },
            cause: 'scraper-down',
          };
          const service = steadyService('shop', {
            perSecond: 0.5,
            errorRatio: 0.05,
            incidents: [begin, ...incidents],
          });
          expectSame(bothTiles(service, START + HOUR_MS, START + 2 * HOUR_MS));
        },
      ),
      { numRuns: 25 },
    );
  });
});
