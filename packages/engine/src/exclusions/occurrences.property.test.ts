import { Exclusion } from '@nthlayer/backstage-plugin-nthlayer-common';
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { RRuleTemporal } from 'rrule-temporal';
import { ruleStarts } from './occurrences';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** All that is counted, as the library expands it from the start. */
function counted({ rrule, startMs, timeZone: zone }: Exclusion): number[] {
  const start = DateTime.fromMillis(startMs, { zone });
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=${zone}:${start.toFormat(
      "yyyyMMdd'T'HHmmss",
    )}\nRRULE:${rrule}`,
    maxIterations: 50_000,
    cache: false,
  })
    .all()
    .map(({ epochMilliseconds }) => epochMilliseconds);
}

const exclusion = fc
  .record({
    frequency: fc.constantFrom('HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY'),
    count: fc.integer({ min: 1, max: 60 }),
    more: fc.constantFrom(
      '',
      ';INTERVAL=3',
      ';BYHOUR=0,1,2,23',
      ';BYDAY=MO,SU',
      ';BYMONTH=3,10;BYHOUR=5',
      ';BYMINUTE=10,40',
      ';INTERVAL=5;BYHOUR=1,2,3,4;BYMINUTE=0,30',
    ),
    timeZone: fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'Asia/Tokyo',
      'Australia/Lord_Howe',
    ),
    startMs: fc
      .integer({ min: 0, max: 20_000 })
      .map(halves => Date.UTC(2026, 0, 1) + (halves * HOUR_MS) / 2),
  })
  .map(
    ({ frequency, count, more, timeZone, startMs }): Exclusion => ({
      name: 'm',
      reason: 'r',
      startMs,
      endMs: startMs + HOUR_MS,
      timeZone,
      rrule: `FREQ=${frequency};COUNT=${count}${more}`,
    }),
  );

it('counts what lies before a range', () => {
  fc.assert(
    fc.property(
      exclusion,
      fc.integer({ min: 0, max: 2_000 }),
      fc.integer({ min: 1, max: 2_000 }),
      (each, hours, length) => {
        const startMs = each.startMs + hours * HOUR_MS;
        const endMs = startMs + length * HOUR_MS;
        expect(ruleStarts(each, { startMs, endMs })).toEqual(
          counted(each).filter(time => time >= startMs && time < endMs),
        );
      },
    ),
    { numRuns: 200 },
  );
});

it('finds the last that is counted, after years', () => {
  const startMs = Date.UTC(2026, 0, 1, 5);
  const each = {
    name: 'm',
    reason: 'r',
    startMs,
    endMs: startMs + HOUR_MS,
    timeZone: 'UTC',
    rrule: 'FREQ=DAILY;COUNT=1000;BYHOUR=5,6',
  };
  const starts = ruleStarts(each, {
    startMs: startMs + 490 * DAY_MS,
    endMs: startMs + 900 * DAY_MS,
  });
  expect(starts).toHaveLength(20);
  expect(starts.at(-1)).toBe(startMs + 499 * DAY_MS + HOUR_MS);
});
