import { paymentApi } from '../demo/paymentApi';
import { trafficRate } from './trafficRate';

const shape = { ...paymentApi.traffic, peakPerSecond: 25, noise: 0 };
const rate = (iso: string) => trafficRate(shape, 0, Date.parse(iso));

describe('trafficRate', () => {
  it('has days and weeks', () => {
    // 2026-11-18 is a Wednesday
    expect(rate('2026-11-18T11:00:00Z')).toBeCloseTo(25, 9);
    expect(rate('2026-11-18T03:00:00Z')).toBeCloseTo(2.5, 9);
    expect(rate('2026-11-22T11:00:00Z')).toBeCloseTo(11.25, 9);
  });

  it('goes straight from hour to hour, over midnight too', () => {
    const [last, first] = [shape.hours[23], shape.hours[0]];
    expect(rate('2026-11-17T23:30:00Z')).toBeCloseTo(
      (25 * (last + first)) / 2,
      9,
    );
  });

  it('stays within its noise', () => {
    const noisy = { ...shape, noise: 0.1 };
    const start = Date.parse('2026-11-18T11:00:00Z');
    const ratios = Array.from({ length: 500 }, (_, minute) => {
      const timeMs = start + minute * 60_000;
      return trafficRate(noisy, 5, timeMs) / trafficRate(shape, 5, timeMs);
    });
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(0.9);
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1.1);
    expect(Math.max(...ratios) - Math.min(...ratios)).toBeGreaterThan(0.19);
  });
});
