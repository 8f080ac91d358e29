import { TimeWindow } from '@nthlayer/backstage-plugin-nthlayer-common';
import { OpenSloFinding, rule } from './finding';

/**
 * Over which time an SLO is counted: rolling, or in calendar periods.
 *
 * @public
 */
export interface OpenSloTimeWindow {
  /** A count and one of m, h, d, w, M, Q, Y. */
  readonly duration: string;
  readonly isRolling: boolean;
  readonly calendar?: {
    /** `YYYY-MM-DD HH:MM:SS`, without a zone. */
    readonly startTime: string;
    /** IANA name. */
    readonly timeZone: string;
  };
}

const DURATION = /^[1-9][0-9]*[mhdwMQY]$/;
const START_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const TIME_ZONE = /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/;

/** Longest first, so that 30 days are not 720 hours. */
const FIXED_UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const;

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
    return { duration: shorthand(window.durationMs), isRolling: true };
  }
  const { count, unit, startTime, timeZone } = window;
  return {
    duration: `${count}${CALENDAR_UNITS[unit]}`,
    isRolling: false,
    calendar: { startTime, timeZone },
  };
}

function shorthand(durationMs: number): string {
  const [unit, unitMs] =
    FIXED_UNITS.find(([, length]) => durationMs % length === 0) ??
    FIXED_UNITS[FIXED_UNITS.length - 1];
  return `${durationMs / unitMs}${unit}`;
}

/** Rules of a duration. */
export function validateDuration(
  duration: string,
  path: string,
): readonly OpenSloFinding[] {
  return rule(DURATION.test(duration), path, 'invalid-duration');
}

/** Rules of a window. */
export function validateTimeWindow(
  window: OpenSloTimeWindow,
  path: string,
): readonly OpenSloFinding[] {
  const { duration, isRolling, calendar } = window;
  return [
    ...validateDuration(duration, `${path}.duration`),
    ...rule(
      !isRolling || calendar === undefined,
      `${path}.calendar`,
      'forbidden',
    ),
    ...rule(
      isRolling || calendar !== undefined,
      `${path}.calendar`,
      'required',
    ),
    ...(calendar === undefined
      ? []
      : [
          ...rule(
            START_TIME.test(calendar.startTime),
            `${path}.calendar.startTime`,
            'invalid-time',
          ),
          ...rule(
            TIME_ZONE.test(calendar.timeZone),
            `${path}.calendar.timeZone`,
            'invalid-time',
          ),
        ]),
  ];
}
