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
  /** Steps in which the days before the last one are searched for a series that comes. */
  readonly memoryStepMs: number;
}

/** How far back a series' value at the tile's start is looked for; after a longer absence it has *returned*. */
export const LOOKBACK_MS = 3_600_000;

const DAY_MS = 86_400_000;
/** Prometheus looks 5 minutes back for an instant value, so steps of 5 minutes miss nothing that lived as long. */
const DAY_STEP_MS = 300_000;
/** A series last seen longer ago than this is a new one. */
const MEMORY_MS = 30 * DAY_MS;

/** The ledger asks for many tiles at once and searches the memory once for all of them: 720 values a series. */
export const LEDGER_MEMORY_STEP_MS = 3_600_000;
/**
 * A rule searches its memory at every evaluation, and each value costs a chunk to decode; 120 values a series are
 * fewer than the last day takes. A long memory in coarse steps beats a short one in fine steps: a series that falls
 * between them lived for less than a step, so its value is small, while one that was away for weeks can be huge.
 */
export const RULES_MEMORY_STEP_MS = 6 * 3_600_000;

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
function current(selector: VectorSelectorNode, timing: TileTiming): Expression {
  return overTime('last_over_time', selector, timing.stepMs, timing.lagMs);
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

/** Series that are no new ones: seen in the 30 days that ended `endedMs` ago, of which the last is searched well. */
export function remembered(
  selector: VectorSelectorNode,
  memoryStepMs: number,
  endedMs = 0,
): Expression {
  return binary(
    'or',
    seenInDay(selector, endedMs),
    seen(selector, MEMORY_MS, memoryStepMs, endedMs),
  );
}

/** Series that were seen in the 30 days before the tile, but not in the hour before it. */
function forgotten(
  selector: VectorSelectorNode,
  timing: TileTiming,
): Expression {
  const { memoryStepMs, lagMs, stepMs } = timing;
  return binary(
    'unless',
    remembered(selector, memoryStepMs, lagMs + stepMs),
    previous(selector, timing),
  );
}

export function sumBy(
  labels: readonly string[],
  expression: Expression,
  op: 'sum' | 'count' = 'sum',
): Expression {
  return aggregate(op, expression, labels.length > 0 ? by(labels) : undefined);
}

/**
 * Events of one counter in one tile, by the given labels: per series the difference, or the new value after a
 * reset, or the first value of a series that is new. A series that has returned adds nothing.
 */
export function counterDelta(
  selector: VectorSelectorNode,
  timing: TileTiming,
  labels: readonly string[],
): Expression {
  const now = current(selector, timing);
  const grown = binary(
    '>=',
    binary('-', now, previous(selector, timing)),
    number(0),
  );
  const resetOrBorn = binary('unless', now, forgotten(selector, timing));
  return sumBy(labels, binary('or', grown, resetOrBorn));
}

/** How many series of a counter came back in the tile after more than the look-back. */
export function counterReturns(
  selector: VectorSelectorNode,
  timing: TileTiming,
  labels: readonly string[],
): Expression {
  const returned = binary(
    'and',
    current(selector, timing),
    forgotten(selector, timing),
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
    count(current(selector, timing)),
    count(previous(selector, timing)),
  );
  const dayBefore = seenInDay(selector, timing.lagMs + timing.stepMs);
  return binary('and', again, count(dayBefore));
}
