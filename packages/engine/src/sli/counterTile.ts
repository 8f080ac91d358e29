import {
  aggregate,
  binary,
  by,
  call,
  Expression,
  number,
  offset,
  rangeSelector,
  subquery,
  VectorSelectorNode,
} from '../promql';

/** How long a tile is and when it ended: `lagMs` before the evaluation. */
export interface TileTiming {
  readonly stepMs: number;
  readonly lagMs: number;
  /** How series are found that were there before the look-back. */
  readonly memory: Memory;
}

/** Series of a selector that were seen in the 30 days that ended `endedMs` before the evaluation. */
export type Memory = (
  selector: VectorSelectorNode,
  endedMs: number,
) => Expression;

/** How far back a series' value at the tile's start is looked for; after a longer absence it has *returned*. */
export const LOOKBACK_MS = 3_600_000;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Prometheus looks 5 minutes back for an instant value, so steps of 5 minutes miss nothing that lived as long. */
const DAY_STEP_MS = 300_000;
const MONTH_STEP_MS = HOUR_MS;
/** A series last seen longer ago than this is a new one. */
const MEMORY_MS = 30 * DAY_MS;

/**
 * Moments before the tile at which a rule looks for a series. Each value costs a chunk to decode at every evaluation,
 * so there are few, and each is at most three times as far back as the one before: a series is recognised if it lived
 * twice as long as it was away, or three hours. One that lived for less has little that is counted again.
 */
const MOMENTS_MS = [
  4 * HOUR_MS,
  12 * HOUR_MS,
  36 * HOUR_MS,
  4 * DAY_MS,
  10 * DAY_MS,
  MEMORY_MS,
];

/** A moment in the middle of the look-back, for a group younger than that which comes back after a gap. */
const MIDDLE_MS = 25 * 60_000;

function back(expression: Expression, offsetMs: number): Expression {
  return offsetMs === 0 ? expression : offset(expression, offsetMs);
}

function overTime(
  name: string,
  selector: VectorSelectorNode,
  rangeMs: number,
  offsetMs: number,
): Expression {
  return call(name, back(rangeSelector(selector, rangeMs), offsetMs));
}

/** Newest value at the tile's end, for series with a sample in the tile (or on its start, which changes nothing). */
function current(
  selector: VectorSelectorNode,
  { stepMs, lagMs }: Pick<TileTiming, 'stepMs' | 'lagMs'>,
): Expression {
  return overTime('last_over_time', selector, stepMs, lagMs);
}

/** Newest value at the tile's start. */
function previous(
  selector: VectorSelectorNode,
  { stepMs, lagMs }: TileTiming,
): Expression {
  return overTime('last_over_time', selector, LOOKBACK_MS, lagMs + stepMs);
}

function seen(
  selector: VectorSelectorNode,
  rangeMs: number,
  everyMs: number,
  endedMs: number,
): Expression {
  return call(
    'present_over_time',
    back(subquery(selector, rangeMs, everyMs), endedMs),
  );
}

/** Series that were seen in the day that ended `endedMs` ago. */
function seenInDay(selector: VectorSelectorNode, endedMs: number): Expression {
  return seen(selector, DAY_MS, DAY_STEP_MS, endedMs);
}

/**
 * The memory of the ledger, which asks for many tiles at once and searches it once for all of them: the last day
 * well, the others every hour, 1,008 values a series.
 */
export const fullMemory: Memory = (selector, endedMs) =>
  binary(
    'or',
    seenInDay(selector, endedMs),
    seen(selector, MEMORY_MS, MONTH_STEP_MS, endedMs),
  );

/** The memory of a rule, which searches it at every evaluation: six values a series. */
export const sparseMemory: Memory = (selector, endedMs) =>
  MOMENTS_MS.map(
    (momentMs): Expression => back(selector, endedMs + momentMs),
  ).reduce((earlier, later) => binary('or', earlier, later));

export function sumBy(
  labels: readonly string[],
  expression: Expression,
  op: 'sum' | 'count' = 'sum',
): Expression {
  return aggregate(op, expression, labels.length > 0 ? by(labels) : undefined);
}

/** Series with a sample in the tile that were seen at some time before it, within the memory. */
function seenBefore(
  selector: VectorSelectorNode,
  timing: TileTiming,
): Expression {
  const { lagMs, stepMs, memory } = timing;
  return binary(
    'and',
    current(selector, timing),
    memory(selector, lagMs + stepMs),
  );
}

/**
 * Events of one counter in one tile, by the given labels: per series the difference, or the new value after a
 * reset, or the first value of a series that is new. A series that has returned adds nothing: it counts from the
 * value with which it came. The look-back, by far the dearest part, is in the expression once.
 */
export function counterDelta(
  selector: VectorSelectorNode,
  timing: TileTiming,
  labels: readonly string[],
): Expression {
  const countsFrom = binary(
    'or',
    previous(selector, timing),
    seenBefore(selector, timing),
  );
  const grown = binary(
    '>=',
    binary('-', current(selector, timing), countsFrom),
    number(0),
  );
  return sumBy(labels, binary('or', grown, current(selector, timing)));
}

/** How many series of a counter have a sample in the tile. */
export function counterPresence(
  selector: VectorSelectorNode,
  timing: Pick<TileTiming, 'stepMs' | 'lagMs'>,
  labels: readonly string[],
): Expression {
  return sumBy(labels, current(selector, timing), 'count');
}

/** How many series of a counter came back in the tile after more than the look-back. */
export function counterReturns(
  selector: VectorSelectorNode,
  timing: TileTiming,
  labels: readonly string[],
): Expression {
  const returned = binary(
    'unless',
    seenBefore(selector, timing),
    previous(selector, timing),
  );
  return sumBy(labels, returned, 'count');
}

/**
 * Groups that were scraped in the tile and before it: more samples up to its end than up to its start. Taken as
 * a difference of two counts it means the same whether a server counts a sample on a range's left edge (up to
 * 2.x) or not (3.x).
 */
export function scrapedBefore(
  selector: VectorSelectorNode,
  { stepMs, lagMs }: Pick<TileTiming, 'stepMs' | 'lagMs'>,
  labels: readonly string[],
): Expression {
  const samples = (rangeMs: number, offsetMs: number) =>
    sumBy(labels, overTime('count_over_time', selector, rangeMs, offsetMs));
  return binary(
    '>',
    samples(LOOKBACK_MS + stepMs, lagMs),
    samples(LOOKBACK_MS, lagMs + stepMs),
  );
}

/**
 * Groups that were scraped in the hour before the tile, as a rule sees it from three values a series: the newest
 * before the tile, and two of earlier, for a group that comes back after a gap. The last one is a range, because that
 * never looks further back than it says, and what was scraped before the look-back does not count.
 */
export function scrapedEarlier(
  selector: VectorSelectorNode,
  { stepMs, lagMs }: Pick<TileTiming, 'stepMs' | 'lagMs'>,
  labels: readonly string[],
): Expression {
  const startedMs = lagMs + stepMs;
  const oldest = overTime(
    'last_over_time',
    selector,
    stepMs,
    lagMs + LOOKBACK_MS,
  );
  const seenThen = [
    back(selector, startedMs),
    back(selector, startedMs + MIDDLE_MS),
    oldest,
  ].reduce((newer, older) => binary('or', newer, older));
  return sumBy(labels, seenThen, 'count');
}

/**
 * How many series a group has in the tile in which it is scraped again after more than the look-back, but less than
 * a day. None of its series need be one of before.
 */
export function groupReturns(
  selector: VectorSelectorNode,
  timing: TileTiming,
  labels: readonly string[],
): Expression {
  const count = (of: Expression) => sumBy(labels, of, 'count');
  const again = binary(
    'unless',
    counterPresence(selector, timing, labels),
    count(previous(selector, timing)),
  );
  const dayBefore = seenInDay(selector, timing.lagMs + timing.stepMs);
  return binary('and', again, count(dayBefore));
}
