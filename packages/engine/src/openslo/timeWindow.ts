import { TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime } from 'luxon';
import { isTimeZone, TIME_ZONE } from '../isTimeZone';
import { duration, printDuration } from './duration';
import {
  absent,
  ADVICE,
  BOTH,
  forbidden,
  may,
  must,
  oneOf,
  present,
  required,
  Rule,
  scalar,
  SDK_ONLY,
  struct,
  unwise,
} from './schema';
import { bool } from './values';

/**
 * Over which time an SLO is counted: rolling, or in calendar periods.
 *
 * @public
 */
export interface OpenSloTimeWindow {
  /** A count and one of m, h, d, w, M, Q, Y. */
  readonly duration: string;
  readonly isRolling?: boolean;
  readonly calendar?: OpenSloCalendar;
}

/** @public */
export interface OpenSloCalendar {
  /** `YYYY-MM-DD HH:MM:SS`, without a zone. */
  readonly startTime?: string;
  /** IANA name. */
  readonly timeZone?: string;
}

const CALENDAR_UNITS = {
  day: 'd',
  week: 'w',
  month: 'M',
  quarter: 'Q',
  year: 'Y',
} as const;

/** A window of the model as OpenSLO writes it. A length that is no whole number of minutes stays invalid. */
export function toOpenSloTimeWindow(window: TimeWindow): OpenSloTimeWindow {
  if (window.type === 'rolling') {
    return { duration: printDuration(window.durationMs), isRolling: true };
  }
  const { count, unit, startTime, timeZone } = window;
  return {
    duration: `${count}${CALENDAR_UNITS[unit]}`,
    isRolling: false,
    calendar: { startTime, timeZone },
  };
}

const rolling = oneOf('isRolling', true);
const onCalendar = { all: [{ not: rolling }, present('calendar')] };

const RULES: readonly Rule[] = [
  required('isRolling', {
    when: { all: [absent('isRolling'), absent('calendar')] },
    code: 'openslo-rolling-assumed',
    levels: SDK_ONLY,
    hint: 'The window is taken for a rolling one. Add isRolling: true.',
  }),
  required('calendar', {
    when: oneOf('isRolling', false),
    hint: 'Add calendar with startTime and timeZone, or isRolling: true.',
  }),
  required('calendar.startTime', {
    when: onCalendar,
    hint: 'Add startTime, as YYYY-MM-DD HH:MM:SS.',
  }),
  required('calendar.timeZone', {
    when: onCalendar,
    hint: 'Add timeZone with an IANA name, like Europe/Berlin.',
  }),
  forbidden('calendar', {
    when: rolling,
    code: 'openslo-calendar-ignored',
    levels: SDK_ONLY,
    hint: 'The window is rolling. For a calendar window remove isRolling.',
  }),
  unwise('duration', {
    when: oneOf('duration', '1m'),
    code: 'openslo-minute-window',
    levels: ADVICE,
    summary: 'A window of 1m is a minute.',
    hint: 'Did you mean 1M, a month?',
  }),
];

const startTime = scalar<string>([
  {
    fragment: {
      type: 'string',
      // luxon takes 24 for the next midnight
      pattern: '^\\d{4}-\\d{2}-\\d{2} ([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d$',
    },
    test: isTime,
    code: 'invalid-start-time',
    expected: 'a time',
    levels: BOTH,
    hint: 'Write it as YYYY-MM-DD HH:MM:SS.',
  },
]);

function isTime(text: unknown): boolean {
  const format = 'yyyy-MM-dd HH:mm:ss';
  return DateTime.fromFormat(String(text), format, { zone: 'utc' }).isValid;
}

const timeZone = scalar<string>([
  {
    fragment: {
      type: 'string',
      pattern: TIME_ZONE.source,
    },
    test: text => isTimeZone(String(text)),
    code: 'invalid-time-zone',
    expected: 'a time zone',
    levels: BOTH,
    hint: 'Write its IANA name, like Europe/Berlin.',
  },
]);

export const calendarShape = struct<OpenSloCalendar>({
  startTime: may(
    startTime,
    'When the first period begins, local time: YYYY-MM-DD HH:MM:SS.',
  ),
  timeZone: may(timeZone, 'IANA name of the time zone.'),
});

export const timeWindowShape = struct<OpenSloTimeWindow>(
  {
    duration: must(
      duration('invalid-window'),
      'How long it is: a number and one of m, h, d, w, M, Q, Y. m is a minute and M a month.',
    ),
    isRolling: may(bool, 'It always ends now. Otherwise it has a calendar.'),
    calendar: may(calendarShape, 'When its periods begin.'),
  },
  RULES,
);
