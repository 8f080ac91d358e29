import { DateTime } from 'luxon';
import { z } from 'zod';
import { TIME_ZONE } from '../../isTimeZone';
import { Rules } from './readFields';
import { parseDuration } from './units';

const anything = z.unknown();
const TIME =
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$/;

const time = (description: string) => ({
  schema: z
    .string()
    .regex(TIME)
    .refine(text => DateTime.fromISO(text).isValid)
    .meta({ description, examples: ['2027-03-06T22:00:00Z'] }),
  code: 'invalid-time',
  expected:
    'a time like 2027-03-06T22:00:00Z, or 2027-03-06T22:00 in the time zone',
});

const text = (longest: number, description: string, example: string) => ({
  schema: z
    .string()
    .min(1)
    .max(longest)
    .regex(/^(?=.*\S)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u)
    .meta({ description, examples: [example] }),
  code: 'invalid-text',
  expected: `a text of at most ${longest} characters on one line that is not blank`,
});

/** Fields of an exclusion. */
export const exclusionRules = {
  name: text(63, 'What happens.', 'database migration'),
  reason: text(
    200,
    'Why the time does not count.',
    'Customers are told a month before.',
  ),
  start: time(
    'When it begins for the first time. Without offset it is a local time of the time zone.',
  ),
  end: time('When it ends for the first time. Either end or duration.'),
  duration: {
    schema: z
      .string()
      .regex(/^[1-9][0-9]{0,5}[mhdw]$/)
      .refine(each => parseDuration(each) !== undefined)
      .meta({
        description: 'How long it takes. Either end or duration.',
        examples: ['2h'],
      }),
    code: 'invalid-duration',
    expected: 'a length of time like 90m, 2h or 1d, at most 366d',
  },
  rrule: text(
    255,
    'How it repeats, as in RFC 5545 without DTSTART.',
    'FREQ=WEEKLY;BYDAY=SU',
  ),
  timeZone: {
    schema: z
      .string()
      .max(63)
      .regex(TIME_ZONE)
      .meta({
        description:
          'IANA time zone of the times and of the rule. Default UTC.',
        examples: ['Europe/Berlin'],
      }),
    code: 'unknown-time-zone',
    expected: 'the IANA name of a time zone, like Europe/Berlin',
  },
  environments: {
    schema: z.array(anything).min(1).max(100),
    code: 'invalid-environments',
    expected: 'a list of environments',
  },
  slos: {
    schema: z.array(anything).min(1).max(100),
    code: 'invalid-slos',
    expected: 'a list of SLOs',
  },
} satisfies Rules;
