import { simulate } from '../simulate';
import { demoServices } from '../demo/demoServices';
import { SimulatedService } from './SimulatedService';
import { steadyService } from './steadyService';

const good = steadyService('shop');

describe('checkService', () => {
  it('accepts the profiles of this package', () => {
    for (const service of [good, ...demoServices({ startedAtMs: 0 })]) {
      expect(() => simulate(service, 1)).not.toThrow();
    }
  });

  it.each<[string, Partial<SimulatedService>]>([
    [
      'pods that live too long',
      {
        pods: {
          ...good.pods,
          rollout: { everyMs: 49 * 3_600_000, offsetMs: 0, staggerMs: 0 },
        },
      },
    ],
    ['no replicas', { pods: { ...good.pods, replicas: 0 } }],
    ['no scrape interval', { scrapeIntervalMs: 0 }],
    ['no routes', { routes: [] }],
    ['23 hours', { traffic: { ...good.traffic, hours: Array(23).fill(1) } }],
    [
      'latency without an end',
      {
        routes: [{ ...good.routes[0], latency: [{ share: 0.9, ms: 1 }] }],
      },
    ],
    [
      'statuses without a share',
      {
        routes: [{ ...good.routes[0], statuses: { '200': 0 } }],
      },
    ],
    ['a kind that is none', { kind: 'toString' as 'api' }],
    [
      'a failure that the kind does not count as one',
      {
        kind: 'worker',
        incidents: [
          {
            kind: 'errors',
            name: 'x',
            when: { atMs: 0, durationMs: 1 },
            ratio: 1,
            status: '500',
          },
        ],
      },
    ],
    [
      'a period of nothing',
      {
        incidents: [
          { kind: 'restart', name: 'x', when: { everyMs: 0, offsetMs: 0 } },
        ],
      },
    ],
  ])('refuses %s', (_, change) => {
    expect(() => simulate({ ...good, ...change }, 1)).toThrow(RangeError);
  });
});
