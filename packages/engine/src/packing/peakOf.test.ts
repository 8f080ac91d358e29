import * as fc from 'fast-check';
import { peakOf } from './peakOf';
import { TileColumns } from './TileColumns';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function columns(
  startMs: number,
  stepMs: number,
  slots: readonly { bad: number; total: number }[],
): TileColumns {
  return {
    startMs,
    stepMs,
    known: Uint16Array.from(slots, () => 1),
    bad: Float64Array.from(slots, ({ bad }) => bad),
    total: Float64Array.from(slots, ({ total }) => total),
  };
}

const slot = fc
  .tuple(fc.nat(100), fc.nat(100))
  .map(([a, b]) => ({ bad: Math.min(a, b), total: Math.max(a, b) }));

const ledger = fc
  .tuple(
    fc.array(slot, { minLength: 1, maxLength: 3 }),
    fc.array(slot, { minLength: 12, maxLength: 24 }),
    fc.array(slot, { minLength: 1, maxLength: 90 }),
  )
  .map(([hours, five, minutes]) => {
    const fiveFromMs = hours.length * HOUR_MS;
    const minutesFromMs = fiveFromMs + five.length * 5 * MINUTE_MS;
    return {
      slots: [...hours, ...five, ...minutes],
      endMs: minutesFromMs + minutes.length * MINUTE_MS,
      tiers: {
        hours: columns(0, HOUR_MS, hours),
        fiveMinutes: columns(fiveFromMs, 5 * MINUTE_MS, five),
        minutes: columns(minutesFromMs, MINUTE_MS, minutes),
      },
    };
  });

describe('peakOf', () => {
  it('loses no spike, however a window is cut into points', () => {
    fc.assert(
      fc.property(
        ledger,
        fc.integer({ min: 1, max: 8 }),
        ({ tiers, slots, endMs }, parts) => {
          const stepMs = Math.ceil(endMs / parts / HOUR_MS) * HOUR_MS;
          const peaks: number[] = [];
          for (let at = 0; at < endMs; at += stepMs) {
            const step = { startMs: at, endMs: Math.min(at + stepMs, endMs) };
            peaks.push(peakOf(tiers, step) ?? -1);
          }
          const ratios = slots
            .filter(({ total }) => total > 0)
            .map(({ bad, total }) => bad / total);
          expect(Math.max(...peaks)).toBe(Math.max(-1, ...ratios));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is null without traffic, and blind for what is excluded', () => {
    const none = columns(0, HOUR_MS, []);
    const minutes = columns(0, MINUTE_MS, [
      { bad: 0, total: 0 },
      { bad: 1, total: 4 },
      { bad: 9, total: 9 },
    ]);
    const tiers = { hours: none, fiveMinutes: none, minutes };
    expect(peakOf(tiers, { startMs: 0, endMs: MINUTE_MS })).toBeNull();
    const all = { startMs: 0, endMs: 3 * MINUTE_MS };
    expect(peakOf(tiers, all)).toBe(1);
    const excluded = [{ startMs: 2 * MINUTE_MS, endMs: 3 * MINUTE_MS }];
    expect(peakOf(tiers, all, excluded)).toBe(0.25);
  });
});
