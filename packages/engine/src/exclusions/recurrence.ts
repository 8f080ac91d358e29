/** Days of the week as numbers, from Sunday on. */
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A recurrence rule whose text is understood. Lists that it does not say are absent. */
export interface Recurrence {
  readonly frequency: 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count: number;
  /** As it is written. */
  readonly until?: string;
  /** 0 is Sunday. */
  readonly weekStart: number;
  readonly weekdays?: readonly {
    /** 0 is Sunday. */
    readonly weekday: number;
    /** Which one of the month or year; negative from its end. */
    readonly nth?: number;
  }[];
  readonly monthDays?: readonly number[];
  readonly months?: readonly number[];
  readonly positions?: readonly number[];
  readonly hours?: readonly number[];
  readonly minutes?: readonly number[];
}

/** What a rule says in which `recurrenceProblem` finds nothing. */
export function parseRecurrence(rrule: string): Recurrence {
  const parts = new Map(
    rrule.split(';').map(part => {
      const [name, value] = part.split('=');
      return [name, value] as const;
    }),
  );
  const numbers = (name: string) => {
    const values = parts.get(name)?.split(',').map(Number);
    return values && [...new Set(values)];
  };
  const until = parts.get('UNTIL');
  return {
    frequency: parts.get('FREQ') as Recurrence['frequency'],
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: Number(parts.get('COUNT') ?? Infinity),
    ...(until !== undefined && { until }),
    weekStart: WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO'),
    weekdays: parts.get('BYDAY')?.split(',').map(weekdayOf),
    monthDays: numbers('BYMONTHDAY'),
    months: numbers('BYMONTH'),
    positions: numbers('BYSETPOS'),
    hours: numbers('BYHOUR'),
    minutes: numbers('BYMINUTE'),
  };
}

function weekdayOf(text: string) {
  const nth = Number(text.slice(0, -2));
  return {
    weekday: WEEKDAYS.indexOf(text.slice(-2)),
    ...(nth !== 0 && { nth }),
  };
}
