import fc from 'fast-check';
import { intervalsOf, momentsIn, scheduleAt } from './schedule';

describe('schedule', () => {
  it.each([
    ['before', 999, false, 1000],
    ['at the start', 1000, true, 1500],
    ['inside', 1499, true, 1500],
    ['at the end', 1500, false, Infinity],
  ])('knows a one-off %s', (_, timeMs, active, untilMs) => {
    expect(scheduleAt({ atMs: 1000, durationMs: 500 }, timeMs)).toEqual({
      active,
      untilMs,
    });
  });

  it('repeats for ever, before the epoch too', () => {
    const daily = { everyMs: 100, offsetMs: 30, durationMs: 20 };
    expect(momentsIn(daily, -171, 130)).toEqual([-170, -70, 30, 130]);
    expect(scheduleAt(daily, -60)).toEqual({ active: true, untilMs: -50 });
    expect(intervalsOf(daily, 45, 130)).toEqual([
      { startMs: 30, endMs: 50 },
      { startMs: 130, endMs: 150 },
    ]);
  });

  it('is on exactly within its intervals', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: -100, max: 100 }),
        fc.integer({ min: 0, max: 49 }),
        fc.integer({ min: -500, max: 500 }),
        (everyMs, offsetMs, duration, timeMs) => {
          const durationMs = Math.min(duration, everyMs);
          const schedule = { everyMs, offsetMs, durationMs };
          const inside = intervalsOf(schedule, timeMs, timeMs).some(
            ({ startMs, endMs }) => startMs <= timeMs && timeMs < endMs,
          );
          expect(scheduleAt(schedule, timeMs).active).toBe(inside);
        },
      ),
    );
  });
});
