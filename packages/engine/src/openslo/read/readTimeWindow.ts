import {
  Diagnostic,
  TimeWindow,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { parseWindow } from '../../spec/specFile/units';
import { durationMs } from '../duration';
import { DeepPartial } from '../readDocument';
import { OpenSloTimeWindow } from '../timeWindow';

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

/** Units whose rolling windows have no fixed length. */
const NOMINAL = ['M', 'Q', 'Y'];

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

/** Reads the one window of an SLO. What breaks a rule has been told. */
export function readTimeWindow(
  window: DeepPartial<OpenSloTimeWindow> | undefined,
  at: Cursor,
): TimeWindowReading {
  if (window?.duration === undefined) {
    return { window: DEFAULT, diagnostics: [] };
  }
  const place = at.child('duration');
  const { duration, isRolling, calendar } = window;
  const read =
    isRolling ?? at.child('calendar').value === undefined
      ? rollingWindow(duration, place)
      : calendarWindow(duration, calendar, place);
  return {
    window: read.window ?? DEFAULT,
    ...(read.window && { at: place }),
    diagnostics: read.diagnostics,
  };
}

interface Read {
  readonly window?: TimeWindow;
  readonly diagnostics: readonly Diagnostic[];
}

function rollingWindow(duration: string, at: Cursor): Read {
  const lengthMs = durationMs(duration) ?? 0;
  if (parseWindow(`${lengthMs / 60_000}m`) === undefined) {
    return { diagnostics: [outOfRange(duration, at)] };
  }
  return {
    window: { type: 'rolling', durationMs: lengthMs },
    diagnostics: NOMINAL.includes(duration.slice(-1))
      ? [nominal(at, duration, lengthMs)]
      : [],
  };
}

function calendarWindow(
  duration: string,
  calendar: DeepPartial<OpenSloTimeWindow['calendar']>,
  at: Cursor,
): Read {
  const letter = duration.slice(-1);
  const count = Number(duration.slice(0, -1));
  const unit = CALENDAR_UNITS[letter as keyof typeof CALENDAR_UNITS];
  if (unit === undefined || count === 0 || count > LONGEST_COUNT[letter]) {
    return { diagnostics: [outOfRange(duration, at)] };
  }
  const { startTime, timeZone } = calendar ?? {};
  return startTime === undefined || timeZone === undefined
    ? { diagnostics: [] }
    : {
        window: { type: 'calendar', count, unit, startTime, timeZone },
        diagnostics: [],
      };
}

function outOfRange(duration: string, at: Cursor): Diagnostic {
  const month = duration.endsWith('m')
    ? ` Did you mean ${duration.slice(0, -1)}M, a month?`
    : '';
  return findingAt(at.place(), {
    severity: 'error',
    code: 'invalid-window',
    summary: `${quote(duration)} cannot be the window of a budget.`,
    detail: `${USED} A rolling window lasts between 1h and 366d; a calendar window is counted in d, w, M, Q or Y, up to a year.${month}`,
  });
}

function nominal(at: Cursor, duration: string, lengthMs: number): Diagnostic {
  const days = lengthMs / DAY_MS;
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-nominal-window',
    summary: `A rolling window of ${duration} has no fixed length.`,
    detail: `${days} days are used. Write ${days}d, or a calendar window.`,
  });
}
