import { SliRequest } from '../ports';
import {
  binary,
  call,
  Expression,
  number,
  offset,
  print,
  rangeSelector,
  VectorSelectorNode,
} from '../promql';
import { MatrixRow } from '../sli';
import {
  aggregateBy,
  CounterGroup,
  counterGroups,
  CounterRole,
} from './counterGroups';

/**
 * Something that was found out about one counter of an SLI.
 *
 * @public
 */
export interface InspectionFact {
  readonly key: string;
  readonly role: 'total' | 'events';
  readonly series?: number;
  readonly hourly?: readonly number[];
  readonly scrapeIntervalMs?: number;
}

/**
 * A question about the counters of many SLIs: an instant query at `timeMs`, or a range query where `range` is given.
 *
 * @public
 */
export interface InspectionQuery {
  readonly keys: readonly string[];
  readonly expression: string;
  readonly timeMs: number;
  readonly range?: {
    readonly startMs: number;
    readonly endMs: number;
    readonly stepMs: number;
  };
  /** What the rows say, for every key. */
  read(rows: readonly MatrixRow[]): InspectionFact[];
}

/**
 * Hours that are looked back: a week.
 *
 * @public
 */
export const INSPECTED_HOURS = 168;

const HOUR_MS = 3_600_000;
/** Long enough for several scrapes a minute apart. */
const SCRAPES_MS = 600_000;
/** What people set; servers differ in whether a sample on a range's edge counts, and targets drift. */
const USUAL_INTERVALS_MS = [5_000, 10_000, 15_000, 20_000, 30_000, 60_000];
const NEAR = 0.1;
/** An answer has a row for each. */
const MEMBERS_PER_QUERY = 5_000;
/** An answer has a week of hours for each. */
const MEMBERS_PER_WEEK = 100;

/**
 * The questions that are asked about every SLI, few and cheap: how many series there are, how often they are
 * scraped, and how many events were counted in each hour of the last week, from the values at whole hours.
 *
 * @public
 */
export function inspectionQueries(
  requests: readonly SliRequest[],
  atMs: number,
): InspectionQuery[] {
  const both: readonly CounterRole[] = ['total', 'events'];
  const instants = counterGroups(requests, both, MEMBERS_PER_QUERY);
  const weeks = counterGroups(requests, both, MEMBERS_PER_WEEK);
  return [
    ...instants.map(group => seriesQuery(group, atMs)),
    ...instants
      .filter(({ role }) => role === 'total')
      .map(group => scrapesQuery(group, atMs)),
    ...weeks.map(group => hoursQuery(group, atMs)),
  ];
}

function seriesQuery(group: CounterGroup, timeMs: number): InspectionQuery {
  const { selector, labels, role, keys } = group;
  return {
    keys,
    timeMs,
    expression: print(aggregateBy('count', labels, selector)),
    read: rows =>
      factsOf(group, rows, (key, own) => ({
        key,
        role,
        series: sum(own.flatMap(({ values }) => values)),
      })),
  };
}

/** The series with most samples was there all the time. */
function scrapesQuery(group: CounterGroup, timeMs: number): InspectionQuery {
  const { selector, labels, role, keys } = group;
  const samples = call('count_over_time', rangeSelector(selector, SCRAPES_MS));
  return {
    keys,
    timeMs,
    expression: print(aggregateBy('max', labels, samples)),
    read: rows =>
      factsOf(group, rows, (key, own) => {
        const most = Math.max(0, ...own.flatMap(({ values }) => values));
        return most > 1
          ? { key, role, scrapeIntervalMs: intervalOf(SCRAPES_MS / most) }
          : { key, role };
      }),
  };
}

/** The usual interval that an estimate is near to, or else the estimate. */
function intervalOf(estimateMs: number): number {
  const usual = USUAL_INTERVALS_MS.find(
    intervalMs => Math.abs(estimateMs - intervalMs) <= NEAR * intervalMs,
  );
  return usual ?? Math.round(estimateMs);
}

function hoursQuery(group: CounterGroup, atMs: number): InspectionQuery {
  const { selector, labels, role, keys } = group;
  const endMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
  const startMs = endMs - (INSPECTED_HOURS - 1) * HOUR_MS;
  return {
    keys,
    timeMs: endMs,
    range: { startMs, endMs, stepMs: HOUR_MS },
    expression: print(eventsInHour(selector, labels, role)),
    read: rows =>
      factsOf(group, rows, (key, own) => ({
        key,
        role,
        hourly: hourlySums(own, startMs),
      })),
  };
}

/**
 * Per series the difference, or the new value after a reset or a birth. Of a total that was not there an hour
 * before nothing is said: scraping may only have begun, and its first value may be of years.
 */
function eventsInHour(
  selector: VectorSelectorNode,
  labels: readonly string[],
  role: CounterRole,
): Expression {
  const before = offset(selector, HOUR_MS);
  const grown = binary('>=', binary('-', selector, before), number(0));
  const events = aggregateBy('sum', labels, binary('or', grown, selector));
  return role === 'total'
    ? binary('and', events, aggregateBy('count', labels, before))
    : events;
}

function hourlySums(rows: readonly MatrixRow[], startMs: number): number[] {
  const hours = new Array<number>(INSPECTED_HOURS).fill(NaN);
  for (const { timesMs, values } of rows) {
    timesMs.forEach((timeMs, index) => {
      const hour = (timeMs - startMs) / HOUR_MS;
      if (Number.isInteger(hour) && hour >= 0 && hour < INSPECTED_HOURS) {
        hours[hour] = (hours[hour] || 0) + values[index];
      }
    });
  }
  return hours;
}

function factsOf(
  group: CounterGroup,
  rows: readonly MatrixRow[],
  fact: (key: string, own: readonly MatrixRow[]) => InspectionFact,
): InspectionFact[] {
  return [...group.rowsByKey(rows)].map(([key, own]) => fact(key, own));
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
