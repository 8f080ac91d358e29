import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, compareText } from '../hash';
import { SliRequest } from '../ports';
import { print } from '../promql';
import { KeyedMember } from './RowPlan';
import { ShapeAnswer, ShapeMatcher } from './ShapeMatcher';
import { columnsOf, MatrixColumns, MatrixRow } from './matrixRow';
import { splitEvaluated } from './evaluated/evaluatedShape';
import { foreignRows } from './foreignRows';
import { isCounterSli } from './isCounterSli';
import { CounterShape, Shape, splitSli } from './shape';
import { shapeExpression } from './shapeExpression';
import { slisOf } from './tileTable';

/**
 * One query for all SLIs of one shape. Send `expression` as a range query from `startMs + stepMs` to `endMs` with
 * the step of the tiles, and give its rows to `answer`.
 *
 * @public
 */
export interface ShapeQuery {
  /** Keys of the requests that it answers. */
  readonly keys: readonly string[];
  readonly expression: string;
  /** Works out what `answer` needs, which it does by itself otherwise: each step is much work, once for the same labels. */
  prepare(rows: readonly MatrixRow[] | MatrixColumns): Iterable<void>;
  answer(
    rows: readonly MatrixRow[] | MatrixColumns,
    range: TileRange,
  ): ShapeAnswer;
  /** Whether rows are among these that it cannot have chosen, as in an answer of another tenant. */
  hasForeign(rows: readonly MatrixRow[] | MatrixColumns): boolean;
}

/** Two rows or so come back for each member, and about 20,000 series are a good reply. */
const MOST_MEMBERS = 10_000;

interface ShapeGroup {
  readonly shape: Shape;
  readonly members: Map<string, KeyedMember & { readonly keys: string[] }>;
}

/** Text that is the same for counters that are alike. */
function counterKey({ metric, fixed, labels }: CounterShape): unknown {
  return [
    metric,
    fixed.map(({ label, op, value }) => [label, op, value]),
    labels,
  ];
}

function shapeKeyOf(shape: Shape): string {
  const { total, part, events, mayLack, groupBy, evaluated } = shape;
  return JSON.stringify([
    counterKey(total),
    part,
    counterKey(events),
    mayLack,
    groupBy,
    evaluated ? canonicalJson(evaluated) : null,
  ]);
}

/** After every so many requests others may work. */
const REQUESTS_PER_STEP = 200;

function* groupByShape(
  requests: readonly SliRequest[],
): Generator<void, [string, ShapeGroup][]> {
  const groups = new Map<string, ShapeGroup>();
  for (const [index, { key, sli }] of requests.entries()) {
    if (index % REQUESTS_PER_STEP === REQUESTS_PER_STEP - 1) {
      yield;
    }
    if (sli.kind === 'composite') {
      continue;
    }
    const { shape, member } = isCounterSli(sli)
      ? splitSli(sli)
      : splitEvaluated(sli);
    const shapeKey = shapeKeyOf(shape);
    const group = groups.get(shapeKey) ?? { shape, members: new Map() };
    groups.set(shapeKey, group);
    const memberKey = JSON.stringify([member.total, member.events]);
    const known = group.members.get(memberKey);
    if (known) {
      known.keys.push(key);
    } else {
      group.members.set(memberKey, { ...member, keys: [key] });
    }
  }
  return [...groups].sort(([a], [b]) => compareText(a, b));
}

function isColumns(
  rows: readonly MatrixRow[] | MatrixColumns,
): rows is MatrixColumns {
  return 'labels' in rows;
}

/** Worked out when it is asked for first: a query that is not sent needs none of it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function answering(
  shape: Shape,
  members: readonly KeyedMember[],
): Omit<ShapeQuery, 'keys' | 'expression'> {
  let made: ShapeMatcher | undefined;
  const matcher = () => {
    made ??= new ShapeMatcher(shape, members);
    return made;
  };
  const areForeign = once(() => foreignRows(shape, members));
  let own: MatrixColumns['labels'] | undefined;
  return {
    *prepare(rows) {
      if (!made) {
        matcher();
        yield;
      }
      if (isColumns(rows) && matcher().prepare(rows.labels)) {
        yield;
      }
    },
    answer: (rows, range) => {
      if (isColumns(rows)) {
        return { slis: [], ...matcher().answer(rows, range) };
      }
      const { table, repairs } = matcher().answer(columnsOf(rows), range);
      return { slis: slisOf(table), repairs };
    },
    hasForeign: rows => {
      if (!isColumns(rows)) {
        return areForeign()(rows.map(({ labels }) => labels));
      }
      const isForeign = rows.labels !== own && areForeign()(rows.labels);
      own = isForeign ? undefined : rows.labels;
      return isForeign;
    },
  };
}

/**
 * How queries are made.
 *
 * @public
 */
export interface ShapeOptions {
  /** Length of a tile. */
  readonly stepMs: number;
  /** SLIs of one query, at most. */
  readonly maxValuesPerQuery?: number;
}

/**
 * The fewest queries that read the tiles of these SLIs: one for each shape, split where it would ask for more
 * than `maxValuesPerQuery` SLIs. SLIs have one shape if they differ in the values of equality matchers only; an expression
 * has the shape of its like. A composite is read from no data source and in none of them. The
 * result does not depend on the order of the requests.
 *
 * @public
 */
export function shapeQueries(
  requests: readonly SliRequest[],
  options: ShapeOptions,
): ShapeQuery[] {
  const steps = shapeQuerySteps(requests, options);
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/**
 * The same in steps of some milliseconds, for whoever has to let others work in between.
 *
 * @public
 */
export function* shapeQuerySteps(
  requests: readonly SliRequest[],
  { stepMs, maxValuesPerQuery = MOST_MEMBERS }: ShapeOptions,
): Generator<void, ShapeQuery[]> {
  const most = Math.max(1, maxValuesPerQuery);
  const groups = yield* groupByShape(requests);
  const queries: ShapeQuery[] = [];
  for (const [, { shape, members }] of groups) {
    const sorted = [...members]
      .sort(([a], [b]) => compareText(a, b))
      .map(([, member]) => member);
    sorted.forEach(({ keys }) => keys.sort(compareText));
    for (let first = 0; first < sorted.length; first += most) {
      yield;
      const own = sorted.slice(first, first + most);
      queries.push({
        keys: own.flatMap(({ keys }) => keys),
        expression: print(shapeExpression(shape, own, stepMs)),
        ...answering(shape, own),
      });
    }
  }
  return queries;
}
