import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../durations';
import { historyStep } from './historyStep';

describe('historyStep', () => {
  it.each([
    [HOUR_MS, MINUTE_MS],
    [3 * DAY_MS, 5 * MINUTE_MS],
    [7 * DAY_MS, 15 * MINUTE_MS],
    [30 * DAY_MS + HOUR_MS, HOUR_MS],
    [92 * DAY_MS, 3 * HOUR_MS],
    [365 * DAY_MS, 12 * HOUR_MS * 2],
  ])('cuts %d ms into steps of %d ms', (span, step) => {
    expect(historyStep(span)).toBe(step);
  });

  it.each([
    [HOUR_MS, 5 * MINUTE_MS, 5 * MINUTE_MS],
    [7 * DAY_MS, 10 * MINUTE_MS, 20 * MINUTE_MS],
    [92 * DAY_MS, 2 * HOUR_MS, 4 * HOUR_MS],
    [7 * DAY_MS, HOUR_MS, HOUR_MS],
  ])(
    'cuts %d ms of slices or slots of %d ms into steps of %d ms',
    (span, whole, step) => {
      expect(historyStep(span, whole)).toBe(step);
    },
  );

  it('never gives more than 1,200 points', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 * 366 * 1440 }), minutes => {
        const span = minutes * MINUTE_MS;
        expect(Math.ceil(span / historyStep(span))).toBeLessThanOrEqual(1200);
      }),
    );
  });
});
