import fc from 'fast-check';
import { paymentApi } from '../demo/paymentApi';
import { SimulatedService } from '../profile/SimulatedService';
import { steadyService } from '../profile/steadyService';
import { EventSource } from './EventSource';

const service = paymentApi;

/** Something changes every few seconds, within minutes too. */
const changing: SimulatedService = {
  ...paymentApi,
  incidents: [
    {
      kind: 'errors',
      name: 'failing',
      when: { everyMs: 47_300, offsetMs: 777, durationMs: 11_500 },
      ratio: 0.5,
      status: '503',
    },
    {
      kind: 'traffic',
      name: 'bursts',
      when: { everyMs: 71_000, offsetMs: 5, durationMs: 9_000 },
      factor: 30,
    },
    {
      kind: 'latency',
      name: 'slow',
      when: { everyMs: 83_000, offsetMs: 0, durationMs: 40_000 },
      factor: 3.7,
      routes: ['/refunds'],
    },
  ],
};

function slotEvents(source: EventSource, replica: number, slot: number) {
  const count = source.draw(replica, slot, slot + 1, true);
  return {
    categories: [...source.category.subarray(0, count)],
    latencies: [...source.latencyUs.subarray(0, count)],
  };
}

/** As many slots at once as can be. */
function stretchEvents(
  source: EventSource,
  replica: number,
  fromSlot: number,
  endSlot: number,
) {
  const categories: number[] = [];
  const latencies: number[] = [];
  let slot = fromSlot;
  while (slot < endSlot) {
    const count = source.draw(replica, slot, endSlot, true);
    categories.push(...source.category.subarray(0, count));
    latencies.push(...source.latencyUs.subarray(0, count));
    slot = source.drawnUntil;
  }
  return { categories, latencies };
}

describe('EventSource', () => {
  it('draws a slot the same whatever was drawn before', () => {
    const used = new EventSource(service, 3);
    fc.assert(
      fc.property(
        fc.nat(2),
        fc.integer({ min: -4e9, max: 4e9 }),
        (replica, slot) => {
          const fresh = new EventSource(service, 3);
          expect(slotEvents(used, replica, slot)).toEqual(
            slotEvents(fresh, replica, slot),
          );
        },
      ),
    );
  });

  it('draws slots together as it draws them one by one', () => {
    const together = new EventSource(changing, 3);
    const slots = fc.oneof(
      fc.integer({ min: -4e9, max: 4e9 }),
      fc.integer({ min: 2 ** 32 - 200, max: 2 ** 32 }),
    );
    fc.assert(
      fc.property(
        fc.nat(2),
        slots,
        fc.integer({ min: 1, max: 400 }),
        (replica, from, length) => {
          const expected = Array.from({ length }, (_, i) =>
            slotEvents(new EventSource(changing, 3), replica, from + i),
          );
          expect(stretchEvents(together, replica, from, from + length)).toEqual(
            {
              categories: expected.flatMap(({ categories }) => categories),
              latencies: expected.flatMap(({ latencies }) => latencies),
            },
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('draws other events for another seed, service, replica or slot', () => {
    const busy = (name: string) => steadyService(name, { perSecond: 500 });
    const variants = [
      slotEvents(new EventSource(busy('a'), 1), 0, 100),
      slotEvents(new EventSource(busy('a'), 2), 0, 100),
      slotEvents(new EventSource(busy('b'), 1), 0, 100),
      slotEvents(new EventSource(busy('a'), 1), 1, 100),
      slotEvents(new EventSource(busy('a'), 1), 0, 101),
    ];
    const distinct = new Set(variants.map(({ latencies }) => `${latencies}`));
    expect(distinct.size).toBe(variants.length);
  });

  it('keeps categories apart from whether durations are drawn', () => {
    const source = new EventSource(service, 1);
    const slot = 1_790_000_000;
    const count = source.draw(0, slot, slot + 1, false);
    const without = [...source.category.subarray(0, count)];
    expect(slotEvents(source, 0, slot).categories).toEqual(without);
  });

  it('follows the profile: rate, statuses and durations', () => {
    const source = new EventSource(
      steadyService('shop', { perSecond: 20, errorRatio: 0.02 }),
      1,
    );
    let events = 0;
    let failed = 0;
    let slow = 0;
    for (let slot = 0; slot < 20_000; slot++) {
      const { categories, latencies } = slotEvents(source, 0, slot);
      events += categories.length;
      failed += categories.filter(
        index => source.categories[index].status === '500',
      ).length;
      slow += latencies.filter(us => us > 250_000).length;
    }
    expect(Math.abs(events / 20_000 - 10)).toBeLessThan(0.1);
    expect(Math.abs(failed / events - 0.02)).toBeLessThan(0.0015);
    expect(Math.abs(slow / events - 0.005)).toBeLessThan(0.0008);
  });
});
