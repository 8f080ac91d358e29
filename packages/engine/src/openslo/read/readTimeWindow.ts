import {
  Diagnostic,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { DateTime, IANAZone } from 'luxon';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { Found, readFields } from '../../spec/specFile/readFields';
import { parseWindow } from '../../spec/specFile/units';
import { calendarRules, timeWindowRules } from './rules';

const DAY_MS = 86_400_000;
const DEFAULT: TimeWindow = { type: 'rolling', durationMs: 30 * DAY_MS };
const USED = 'The window of 30 days is used.';

const CALENDAR_UNITS = {
  d: 'day',
  w: 'week',
  M: 'month',
  Q: 'quarter',
  Y: 'year',
} as const;

/** Days that a rolling month, quarter or year is given. */
const NOMINAL_DAYS: Readonly<Record<string, number>> = { M: 30, Q: 90, Y: 365 };
const LONGEST_COUNT: Readonly<Record<string, number>> = {
  d: 366,
  w: 52,
  M: 12,
  Q: 4,
  Y: 1,
};

/** The window of an SLO and where it stands; 30 days where none is given or none can be used. */
export interface TimeWindowReading {
  readonly window: TimeWindow;
  /** Absent for the default. */
  readonly at?: Cursor;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the one window of an SLO. */
export function readTimeWindow(
  list: Found<readonly unknown[]> | undefined,
): TimeWindowReading {
  if (list === undefined || list.value.length === 0) {
    return { window: DEFAULT, diagnostics: [] };
  }
  const at = list.at.child(0);
  const { fields, diagnostics } = readFields(at, timeWindowRules);
  if (list.value.length > 1) {
    diagnostics.push(severalWindows(list.at.child(1)));
  }
  const { duration, isRolling, calendar } = fields;
  if (duration === undefined) {
    const missing = at.child('duration').value === undefined;
    return {
      window: DEFAULT,
      diagnostics: missing ? [...diagnostics, noDuration(at)] : diagnostics,
    };
  }
  const assumed = isRolling === undefined && calendar === undefined;
  const read =
    isRolling?.value ?? assumed
      ? rollingWindow(duration, calendar?.at)
      : calendarWindow(duration, calendar?.at);
  return {
    window: read.window ?? DEFAULT,
    ...(read.window && { at: duration.at }),
    diagnostics: [
      ...diagnostics,
      ...(assumed ? [rollingAssumed(at)] : []),
      ...read.diagnostics,
    ],
  };
}

interface Read {
  readonly window?: TimeWindow;
  readonly diagnostics: readonly Diagnostic[];
}

function rollingWindow(duration: Found<string>, calendar?: Cursor): Read {
  const { value, at } = duration;
  const days = NOMINAL_DAYS[value.slice(-1)];
  const durationMs = days
    ? parseWindow(`${days * Number(value.slice(0, -1))}d`)
    : parseWindow(value);
  const diagnostics = [
    ...(calendar ? [calendarIgnored(calendar)] : []),
    ...(days && durationMs ? [nominal(at, value, durationMs)] : []),
    ...(durationMs === undefined ? [outOfRange(duration)] : []),
  ];
  return durationMs === undefined
    ? { diagnostics }
    : { window: { type: 'rolling', durationMs }, diagnostics };
}

function calendarWindow(duration: Found<string>, calendar?: Cursor): Read {
  const { value, at } = duration;
  const letter = value.slice(-1);
  const count = Number(value.slice(0, -1));
  const unit = CALENDAR_UNITS[letter as keyof typeof CALENDAR_UNITS];
  if (unit === undefined || count > LONGEST_COUNT[letter]) {
    return { diagnostics: [outOfRange(duration)] };
  }
  if (calendar === undefined) {
    return { diagnostics: [calendarMissing(at)] };
  }
  const { fields, diagnostics } = readFields(calendar, calendarRules);
  const zone = fields.timeZone?.value ?? '';
  const start = fields.startTime?.value ?? '';
  if (!IANAZone.isValidZone(zone)) {
    return { diagnostics: [...diagnostics, invalidZone(calendar)] };
  }
  if (!isTime(start, zone)) {
    return { diagnostics: [...diagnostics, invalidStart(calendar)] };
  }
  return {
    window: { type: 'calendar', count, unit, startTime: start, timeZone: zone },
    diagnostics,
  };
}

function isTime(text: string, zone: string): boolean {
  return DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm:ss', { zone }).isValid;
}

function problem(at: Cursor, code: string, summary: string, detail: string) {
  return findingAt(at.place(), { severity: 'error', code, summary, detail });
}

function rollingAssumed(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-rolling-assumed',
    summary: 'The window has neither isRolling nor a calendar.',
    detail: 'It is taken for a rolling one. Add isRolling: true.',
  });
}

function severalWindows(at: Cursor): Diagnostic {
  return problem(
    at,
    'openslo-several-windows',
    'An SLO has one window.',
    'Only the first one is read.',
  );
}

function noDuration(at: Cursor): Diagnostic {
  return problem(at, 'missing-field', 'The window has no duration.', USED);
}

function outOfRange({ value, at }: Found<string>): Diagnostic {
  const month = value.endsWith('m')
    ? ` A month is ${value.slice(0, -1)}M.`
    : '';
  return problem(
    at,
    'invalid-window',
    `${quote(value)} cannot be the window of a budget.`,
    `${USED} A rolling window lasts between 1h and 366d; a calendar window is counted in d, w, M, Q or Y, up to a year.${month}`,
  );
}

function nominal(at: Cursor, value: string, durationMs: number): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-nominal-window',
    summary: `A rolling window of ${value} has no fixed length.`,
    detail: `${durationMs / DAY_MS} days are used. Write ${
      durationMs / DAY_MS
    }d, or a calendar window.`,
  });
}

function calendarIgnored(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'openslo-calendar-ignored',
    summary: 'A rolling window has no calendar.',
    detail: 'The window is rolling. For a calendar window remove isRolling.',
  });
}

function calendarMissing(at: Cursor): Diagnostic {
  return problem(
    at,
    'missing-field',
    'A window that is not rolling needs a calendar.',
    `${USED} Add calendar with startTime and timeZone, or isRolling: true.`,
  );
}

function invalidZone(calendar: Cursor): Diagnostic {
  const at = calendar.child('timeZone');
  return problem(
    at,
    'invalid-time-zone',
    `${quote(at.value)} is not a time zone.`,
    `${USED} Write its IANA name, like Europe/Berlin.`,
  );
}

function invalidStart(calendar: Cursor): Diagnostic {
  const at = calendar.child('startTime');
  return problem(
    at,
    'invalid-start-time',
    `${quote(at.value)} is not a time.`,
    `${USED} Write it as YYYY-MM-DD HH:MM:SS.`,
  );
}
