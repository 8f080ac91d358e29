import { ConfigReader } from '@backstage/config';
import { defaultTiers } from '@nthlayer/engine';
import { readTiers } from './readTiers';

const read = (tiers?: object) =>
  readTiers(new ConfigReader({ nthlayer: tiers ? { tiers } : {} }));

describe('readTiers', () => {
  it('leaves the built-in table when nothing is configured', () => {
    expect(read()).toBeUndefined();
  });

  it('replaces what is given and keeps the rest', () => {
    const table = read({
      critical: { availability: 99.99 },
      low: { latency: { threshold: '2s' } },
      high: {
        availability: 99.9,
        latency: { target: 95.5, threshold: { milliseconds: 100 } },
      },
    });
    expect(table).toEqual({
      critical: { ...defaultTiers.critical, availability: 0.9999 },
      high: {
        availability: 0.999,
        latency: { objective: 0.955, thresholdMs: 100 },
      },
      standard: defaultTiers.standard,
      low: {
        ...defaultTiers.low,
        latency: { objective: 0.99, thresholdMs: 2000 },
      },
    });
    expect(table?.standard).toBe(defaultTiers.standard);
  });

  it.each([
    [{ gold: {} }, 'nthlayer.tiers.gold'],
    [{ low: { availabilty: 99 } }, 'nthlayer.tiers.low.availabilty'],
    [{ low: { latency: { p99: 1 } } }, 'nthlayer.tiers.low.latency.p99'],
    [{ low: { availability: 100 } }, 'nthlayer.tiers.low.availability'],
    [{ low: { availability: 0 } }, 'nthlayer.tiers.low.availability'],
    [{ low: { availability: 'most' } }, 'nthlayer.tiers.low.availability'],
    [{ low: { latency: { target: -1 } } }, 'nthlayer.tiers.low.latency.target'],
    [
      { low: { latency: { threshold: 'fast' } } },
      'nthlayer.tiers.low.latency.threshold',
    ],
    [
      { low: { latency: { threshold: '0s' } } },
      'nthlayer.tiers.low.latency.threshold',
    ],
    [{ low: 99.9 }, 'nthlayer.tiers.low'],
  ])('names the path of what is wrong in %j', (tiers, path) => {
    expect(() => read(tiers)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(path) }),
    );
  });
});
