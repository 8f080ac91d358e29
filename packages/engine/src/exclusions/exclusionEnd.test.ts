import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import * as fc from 'fast-check';
import { checkExclusion } from './checkExclusion';
import { exclusionEnd } from './exclusionEnd';
import { occurrencesOf } from './occurrences';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const startMs = Date.UTC(2026, 0, 4, 1);

function exclusion(fields: Partial<Exclusion>): Exclusion {
  const endMs = startMs + HOUR_MS;
  return { name: 'm', reason: 'r', startMs, endMs, ...fields };
}

function endOf(fields: Partial<Exclusion>): string | undefined {
  const endMs = exclusionEnd(exclusion(fields));
  return endMs === undefined ? undefined : new Date(endMs).toISOString();
}

describe('exclusionEnd', () => {
  it.each<[Partial<Exclusion>, string | undefined]>([
    [{}, '2026-01-04T02:00:00.000Z'],
    [{ rrule: 'FREQ=DAILY' }, undefined],
    [{ rrule: 'FREQ=DAILY;COUNT=1' }, '2026-01-04T02:00:00.000Z'],
    [{ rrule: 'COUNT=3;FREQ=DAILY' }, '2026-01-06T02:00:00.000Z'],
    [
      { rrule: 'FREQ=WEEKLY;BYDAY=SU;COUNT=52', timeZone: 'Asia/Tokyo' },
      '2026-12-27T02:00:00.000Z',
    ],
    [
      { rrule: 'FREQ=DAILY;BYHOUR=0,1,2;COUNT=3' },
      // at 1 and at 2 o'clock, and at midnight of the next day
      '2026-01-05T01:00:00.000Z',
    ],
    [
      { rrule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=2;BYSETPOS=1' },
      '2026-02-27T02:00:00.000Z',
    ],
    [{ rrule: 'FREQ=YEARLY;COUNT=9999' }, undefined],
    [{ rrule: 'FREQ=HOURLY;INTERVAL=12;COUNT=9999' }, undefined],
    [{ rrule: 'FREQ=DAILY;UNTIL=20260301' }, '2026-03-02T00:59:59.999Z'],
    [
      { rrule: 'FREQ=DAILY;UNTIL=20260301T010000Z' },
      '2026-03-02T00:59:59.999Z',
    ],
    [{ rrule: 'FREQ=DAILY;UNTIL=20269999' }, undefined],
  ])('of %j is %s', (fields, end) => {
    expect(endOf(fields)).toBe(end);
  });

  it('is never before that of an occurrence', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
        fc.constantFrom(undefined, 'Asia/Tokyo', 'America/New_York'),
        fc.oneof(
          fc
            .tuple(
              fc.integer({ min: 1, max: 40 }),
              fc.constantFrom('', ';BYHOUR=0,1,23', ';BYDAY=MO', ';INTERVAL=3'),
            )
            .map(([count, more]) => `COUNT=${count}${more}`),
          fc
            .integer({ min: 10, max: 28 })
            .map(day => `UNTIL=202602${day}T003000Z`),
        ),
        (frequency, timeZone, limit) => {
          const rule = { rrule: `FREQ=${frequency};${limit}`, timeZone };
          const each = exclusion(rule);
          const range = { startMs, endMs: startMs + 1000 * DAY_MS };
          const endMs = exclusionEnd(each) ?? Infinity;
          const ends = occurrencesOf(each, range).map(one => one.endMs);
          expect(Math.max(...ends)).toBeLessThanOrEqual(endMs);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Whatever else the process does only adds to a time, so that the least of some counts. */
function leastCpuMs(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('a rule that counts far beyond what is asked for', () => {
  it.each([
    'FREQ=DAILY;COUNT=9999;BYHOUR=1,2',
    'FREQ=DAILY;COUNT=1500',
    'FREQ=HOURLY;COUNT=9999;INTERVAL=12',
    'FREQ=HOURLY;COUNT=900;BYHOUR=1,2',
    'FREQ=DAILY;COUNT=2;BYMONTH=2;BYMONTHDAY=29',
  ])('ends without expanding what %s counts', rrule => {
    const counted = exclusion({ rrule, timeZone: 'Europe/Berlin' });
    // a millisecond or two; to expand them takes from 30 to 500
    expect(leastCpuMs(() => exclusionEnd(counted))).toBeLessThan(25);
  });

  it.each([
    'FREQ=DAILY;COUNT=9999;BYHOUR=1,2',
    'FREQ=HOURLY;COUNT=9999;INTERVAL=12',
  ])('costs no more years later: %s', rrule => {
    const counted = exclusion({
      rrule,
      timeZone: 'Europe/Berlin',
    });
    const range = (days: number) => ({
      startMs: startMs + days * DAY_MS,
      endMs: startMs + (days + 30) * DAY_MS,
    });
    expect(occurrencesOf(counted, range(4900)).length).toBeGreaterThan(50);
    // 5 ms; to expand it from its start takes 700
    expect(leastCpuMs(() => occurrencesOf(counted, range(4910)))).toBeLessThan(
      100,
    );
  });

  it('costs no more than what is asked for', () => {
    const often = exclusion({ rrule: 'FREQ=YEARLY;COUNT=9999' });
    expect(checkExclusion(often)).toEqual([]);
    const range = { startMs, endMs: startMs + 1000 * DAY_MS };
    expect(occurrencesOf(often, range)).toHaveLength(3);
    expect(leastCpuMs(() => occurrencesOf(often, range))).toBeLessThan(500);
  });
});
