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
}

/** How far back a series' value at the tile's start is looked for; after a longer absence it has *returned*. */
export const LOOKBACK_MS = 3_600_000;

/** A series last seen longer ago than this is a new one. */
const MEMORY_MS = 86_400_000;
/** Prometheus looks 5 minutes back for an instant value, so steps of 5 minutes miss nothing that lived as long. */
const MEMORY_STEP_MS = 300_000;

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

/** Series that were seen in the day before the tile, but not in the hour before it. */
function forgotten(
  selector: VectorSelectorNode,
  timing: TileTiming,
): Expression {
  const seen = call(
    'present_over_time',
    back(
      subquery(selector, MEMORY_MS, MEMORY_STEP_MS),
      timing.lagMs + timing.stepMs,
    ),
  );
  return binary('unless', seen, previous(selector, timing));
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
  { stepMs, lagMs }: TileTiming,
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
