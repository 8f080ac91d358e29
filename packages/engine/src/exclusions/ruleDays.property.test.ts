import * as fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { parseRecurrence } from './recurrence';
import { recurrenceProblem } from './recurrenceParts';
import { ruleDays } from './ruleDays';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** The days as the library expands them. */
function expanded(rrule: string, start: number, days: number): number[] {
  const date = new Date(start * DAY_MS).toISOString().slice(0, 10);
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${date.replaceAll(
      '-',
      '',
    )}T000000\nRRULE:${rrule}`,
    maxIterations: 50_000,
    cache: false,
  })
    .between(
      new Date(start * DAY_MS),
      new Date((start + days) * DAY_MS - 1),
      true,
    )
    .map(({ epochMilliseconds }) => epochMilliseconds / DAY_MS);
}

const signed = (most: number) =>
  fc
    .tuple(fc.constantFrom('', '-'), fc.integer({ min: 1, max: most }))
    .map(([sign, value]) => `${sign}${value}`);

const part = (name: string, value: fc.Arbitrary<unknown>, most: number) =>
  fc.option(
    fc
      .uniqueArray(value, { minLength: 1, maxLength: most })
      .map(values => `${name}=${values.join()}`),
    { nil: undefined, freq: 2 },
  );

const weekday = fc.constantFrom(...WEEKDAYS);

/**
 * Rules by the day and longer. Numbered days of a year that stand beside others or beside days of the month are left
 * out: the library takes the first of them for all.
 */
const rule = fc
  .constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY')
  .chain(frequency =>
    fc
      .tuple(
        part('INTERVAL', fc.integer({ min: 1, max: 5 }), 1),
        part('BYMONTH', fc.integer({ min: 1, max: 12 }), 3),
        frequency === 'WEEKLY'
          ? fc.constant(undefined)
          : part('BYMONTHDAY', signed(31), 3),
        part(
          'BYDAY',
          frequency === 'MONTHLY'
            ? fc
                .tuple(fc.oneof(fc.constant(''), signed(5)), weekday)
                .map(texts => texts.join(''))
            : weekday,
          3,
        ),
        part('BYSETPOS', signed(5), 2),
        part('WKST', fc.constantFrom('MO', 'SU', 'WE'), 1),
      )
      .map(parts =>
        [`FREQ=${frequency}`, ...parts.filter(each => each !== undefined)].join(
          ';',
        ),
      ),
  );

const start = fc.integer({
  min: Date.UTC(2023, 10, 1) / DAY_MS,
  max: Date.UTC(2028, 3, 1) / DAY_MS,
});

const days = (rrule: string, first: number, length: number) => [
  ...ruleDays(parseRecurrence(rrule), first, length),
];

it('finds the days to which a rule is expanded', () => {
  fc.assert(
    fc.property(rule, start, (rrule, first) => {
      expect(recurrenceProblem(rrule)).toBeUndefined();
      expect(days(rrule, first, 800)).toEqual(expanded(rrule, first, 800));
    }),
    { numRuns: 200 },
  );
});

it.each([
  // of 20 years; the library goes on into the next year where there are only 52
  ['FREQ=YEARLY;BYDAY=53MO', 3],
  ['FREQ=YEARLY;BYDAY=-53MO', 3],
  ['FREQ=YEARLY;BYDAY=20TH', 20],
  ['FREQ=YEARLY;BYDAY=1MO,FR;BYMONTH=5', 108],
  ['FREQ=YEARLY;BYMONTH=2;BYDAY=5TU', 1],
  ['FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2', 20],
])('%s are %d days of 20 years', (rrule, count) => {
  const first = Date.UTC(2026, 0, 1) / DAY_MS;
  const length = Date.UTC(2046, 0, 1) / DAY_MS - first;
  expect(days(rrule, first, length)).toHaveLength(count);
});
