import { simulate } from '../simulate';
import { DAY_MS, HOUR_MS } from '../profile/durations';
import { paymentApi as demo } from './paymentApi';

/** A fifth of the traffic spends the same shares, in less time. */
const paymentApi = { ...demo, traffic: { ...demo.traffic, peakPerSecond: 5 } };
const DAYS = 40;
const START = Math.floor(Date.UTC(2026, 9, 1) / HOUR_MS) * HOUR_MS;

/** Share of the budget that is spent over 30 days, at every hour. */
function consumedByHour(
  { bad, total }: { bad: Float64Array; total: Float64Array },
  objective: number,
): number[] {
  const consumed: number[] = [];
  for (let end = 30 * 24; end <= bad.length; end++) {
    const sum = (values: Float64Array) =>
      values.subarray(end - 30 * 24, end).reduce((a, b) => a + b, 0);
    consumed.push(sum(bad) / sum(total) / (1 - objective));
  }
  return consumed;
}

describe('payment-api', () => {
  it.each([
    ['availability', { kind: 'availability' }, 0.9995],
    ['latency', { kind: 'latency', thresholdMs: 250 }, 0.99],
  ] as const)(
    'has spent a good part of its %s budget at any hour, but not all',
    (_, indicator, objective) => {
      const truth = simulate(paymentApi, 1).eventTruth(indicator, {
        startMs: START,
        endMs: START + DAYS * DAY_MS,
        stepMs: HOUR_MS,
      });
      const consumed = consumedByHour(truth, objective);
      expect(Math.min(...consumed)).toBeGreaterThan(0.3);
      expect(Math.max(...consumed)).toBeLessThan(0.8);
    },
    60_000,
  );
});
