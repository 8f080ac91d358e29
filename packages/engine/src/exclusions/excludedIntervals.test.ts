import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import * as fc from 'fast-check';
import { excludedIntervals } from './excludedIntervals';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function exclusion(fields: Partial<Exclusion>): Exclusion {
  return { name: 'm', reason: 'r', startMs: 0, endMs: 0, ...fields };
}

function texts(
  exclusions: readonly Exclusion[],
  range: { startMs: number; endMs: number },
): string[] {
  return excludedIntervals(exclusions, range).map(
    ({ startMs, endMs }) =>
      `${new Date(startMs).toISOString()} ${(endMs - startMs) / MINUTE_MS}`,
  );
}

describe('excludedIntervals', () => {
  const day = Date.UTC(2026, 2, 1);
  const range = { startMs: day, endMs: day + 60 * DAY_MS };

  it('takes out whole tiles, within the range', () => {
    const touching = exclusion({
      startMs: day + 1,
      endMs: day + MINUTE_MS + 1,
    });
    expect(texts([touching], range)).toEqual(['2026-03-01T00:00:00.000Z 2']);
    const before = exclusion({ startMs: day - HOUR_MS, endMs: day + HOUR_MS });
    expect(texts([before], range)).toEqual(['2026-03-01T00:00:00.000Z 60']);
    const earlier = exclusion({ startMs: day - HOUR_MS, endMs: day });
    expect(texts([earlier], range)).toEqual([]);
  });

  it('counts what several exclude once', () => {
    const first = exclusion({ startMs: day, endMs: day + HOUR_MS });
    const second = exclusion({
      startMs: day + 30 * MINUTE_MS,
      endMs: day + 2 * HOUR_MS,
    });
    expect(texts([second, first], range)).toEqual([
      '2026-03-01T00:00:00.000Z 120',
    ]);
  });

  it('repeats at its local hour where the clocks change', () => {
    const sundays = exclusion({
      startMs: Date.UTC(2026, 2, 15, 5),
      endMs: Date.UTC(2026, 2, 15, 6),
      rrule: 'FREQ=WEEKLY;BYDAY=SU',
      timeZone: 'Europe/Berlin',
    });
    // summer time begins on 29 March
    expect(texts([sundays], range).slice(0, 4)).toEqual([
      '2026-03-15T05:00:00.000Z 60',
      '2026-03-22T05:00:00.000Z 60',
      '2026-03-29T04:00:00.000Z 60',
      '2026-04-05T04:00:00.000Z 60',
    ]);
  });

  it('leaves out an hour that the clocks leave out, as RFC 5545 has it', () => {
    const nightly = exclusion({
      startMs: Date.UTC(2026, 2, 28, 1, 30),
      endMs: Date.UTC(2026, 2, 28, 2),
      rrule: 'FREQ=DAILY;COUNT=3',
      timeZone: 'Europe/Berlin',
    });
    expect(texts([nightly], range)).toEqual([
      '2026-03-28T01:30:00.000Z 30',
      '2026-03-30T00:30:00.000Z 30',
      '2026-03-31T00:30:00.000Z 30',
    ]);
  });

  it('takes the first occurrence and ends with the rule', () => {
    const friday = exclusion({
      startMs: Date.UTC(2026, 2, 4, 10),
      endMs: Date.UTC(2026, 2, 4, 11),
      rrule: 'FREQ=WEEKLY;BYDAY=FR;UNTIL=20260313T235959Z',
    });
    expect(texts([friday], range)).toEqual([
      '2026-03-04T10:00:00.000Z 60',
      '2026-03-06T10:00:00.000Z 60',
      '2026-03-13T10:00:00.000Z 60',
    ]);
  });

  it('finds an occurrence that began before the range, years after the first', () => {
    const long = exclusion({
      startMs: Date.UTC(2019, 1, 28, 22),
      endMs: Date.UTC(2019, 2, 1, 3),
      rrule: 'FREQ=DAILY',
    });
    const hours = { startMs: day, endMs: day + 4 * HOUR_MS };
    expect(texts([long], hours)).toEqual(['2026-03-01T00:00:00.000Z 180']);
  });

  it('is sorted, disjoint, on tiles and additive over parts of a range', () => {
    const times = fc.integer({ min: 0, max: 20 * 1440 });
    const any = fc.record({
      at: times,
      minutes: fc.integer({ min: 1, max: 3000 }),
      rrule: fc.constantFrom(
        undefined,
        'FREQ=DAILY',
        'FREQ=WEEKLY;BYDAY=MO,TU',
      ),
      timeZone: fc.constantFrom(undefined, 'Europe/Berlin', 'Asia/Kolkata'),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 3 }), times, (list, cut) => {
        const exclusions = list.map(({ at, minutes, rrule, timeZone }) =>
          exclusion({
            startMs: day + at * MINUTE_MS,
            endMs: day + (at + minutes) * MINUTE_MS,
            rrule,
            timeZone,
          }),
        );
        const whole = excludedIntervals(exclusions, range);
        whole.forEach(({ startMs, endMs }, index) => {
          expect(startMs % MINUTE_MS).toBe(0);
          expect(endMs).toBeGreaterThan(startMs);
          expect(startMs).toBeGreaterThan(whole[index - 1]?.endMs ?? -1);
        });
        const length = (intervals: typeof whole) =>
          intervals.reduce((sum, each) => sum + each.endMs - each.startMs, 0);
        const cutMs = day + cut * MINUTE_MS;
        expect(
          length(excludedIntervals(exclusions, { ...range, endMs: cutMs })) +
            length(excludedIntervals(exclusions, { ...range, startMs: cutMs })),
        ).toBe(length(whole));
      }),
      { numRuns: 40 },
    );
  });
});
