import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ShapeAnswer, ShapeQuery, SliRequest } from '@nthlayer/engine';
import {
  badReply,
  PrometheusProblem,
  QueryFailed,
  ReplyTooLarge,
} from '../client/prometheusProblem';
import { QueryLoad } from './QueryLoad';
import { ALWAYS_TAKEN } from './queryLength';
import { splitMembers } from './splitMembers';
import { TileQueries } from './tileQueries';
import { Turns } from './Turns';

/** Prometheus refuses range queries of more than 11,000 steps. */
const MAX_STEPS = 10_000;
/** Values that one reply is kept near, so that reading it does not hold up the process. */
const VALUES_PER_QUERY = 20_000;
/** Every SLI answers with its total and its bad or good events. */
const VALUES_PER_TILE = 2;
/** Those two, and as many again when series came back. */
const SERIES_PER_MEMBER = 4;
/** SLIs that one query is made for at most. */
export const MEMBERS_PER_QUERY = VALUES_PER_QUERY / SERIES_PER_MEMBER;
/** As many as ticks read. Where more are too much work, a shorter stretch is asked for by whoever reads history. */
const FEW_TILES = 15;
/** So often a query that is too much work is halved: a query that fails for another reason costs no more than that. */
const MOST_HALVINGS = 5;

/** Of a unit of a string. */
const MOST_BYTES = 3;

/** What all queries of one reading have in common. */
export interface TileReading {
  readonly requests: ReadonlyMap<string, SliRequest>;
  readonly range: TileRange;
  readonly queries: TileQueries;
  /** What is answered is worked out in these. */
  readonly turns: Turns;
  /** Bytes of the longest query. Found out only where a query is not short. */
  readonly maxQueryLength: () => Promise<number>;
  /** What the server bears, from one reading to the next. */
  readonly load: QueryLoad;
  readonly halvings?: number;
}

function tilesPerQuery(keys: number): number {
  const fitting = Math.floor(VALUES_PER_QUERY / (VALUES_PER_TILE * keys));
  return Math.min(MAX_STEPS, Math.max(1, fitting));
}

async function readPart(
  shape: ShapeQuery,
  part: TileRange,
  { queries, turns }: TileReading,
): Promise<ShapeAnswer> {
  const { startMs, endMs, stepMs } = part;
  // a tile that starts at S is evaluated at its end
  const rows = await queries.range(shape, {
    startMs: startMs + stepMs,
    endMs,
    stepMs,
  });
  await turns.take();
  if (shape.hasForeign(rows)) {
    throw badReply('The reply has series that were not asked for');
  }
  await turns.take();
  for (const _step of shape.prepare(rows)) {
    await turns.take();
  }
  return shape.answer(rows, part);
}

/** Most queries are so short, or so long, that their bytes need not be counted. */
async function partsByLength(
  { expression }: ShapeQuery,
  { maxQueryLength }: TileReading,
): Promise<number> {
  const isWithin = (limit: number) =>
    MOST_BYTES * expression.length <= limit ||
    (expression.length <= limit && Buffer.byteLength(expression) <= limit);
  if (isWithin(ALWAYS_TAKEN)) {
    return 1;
  }
  const limit = await maxQueryLength();
  return isWithin(limit) ? 1 : Math.ceil(Buffer.byteLength(expression) / limit);
}

/** Fewer SLIs at a time. What goes wrong with some of them is not the problem of the others. */
async function readSplit(
  shape: ShapeQuery,
  parts: number,
  reading: TileReading,
  why: PrometheusProblem,
): Promise<ShapeAnswer[]> {
  const { requests, range } = reading;
  const queries = splitMembers(shape, parts, requests, range.stepMs);
  if (!queries) {
    throw why;
  }
  const pieces: ShapeAnswer[] = [];
  for (const query of queries) {
    try {
      pieces.push(...(await readShape(query, reading)));
    } catch (error) {
      if (!(error instanceof PrometheusProblem)) {
        throw error;
      }
      const { problem } = error;
      const slis = query.keys.map(key => ({ key, series: [], problem }));
      pieces.push({ slis, repairs: [] });
    }
  }
  return pieces;
}

/** Whether fewer SLIs at a time may help against what went wrong. */
function isTooHeavy(
  error: unknown,
  { keys }: ShapeQuery,
  { halvings = 0 }: TileReading,
  tiles: number,
): error is QueryFailed {
  return (
    error instanceof QueryFailed &&
    tiles <= FEW_TILES &&
    keys.length > 1 &&
    halvings < MOST_HALVINGS
  );
}

/** Half of the SLIs at a time. That it helped is remembered. */
async function readHalves(
  shape: ShapeQuery,
  { halvings = 0, ...reading }: TileReading,
  why: QueryFailed,
): Promise<ShapeAnswer[]> {
  const next = { ...reading, halvings: halvings + 1 };
  const pieces = await readSplit(shape, 2, next, why);
  const hasHelped = ({ slis, table }: ShapeAnswer) =>
    table !== undefined || slis.some(({ problem }) => !problem);
  if (pieces.some(hasHelped)) {
    reading.load.refused(shape.keys.length);
  }
  return pieces;
}

/**
 * Answers to one shape over a range, cut into as many queries as keep each reply small. They are sent one after the
 * other, so that the first failure spares the rest. Where a reply is too long all the same, because an SLI has many
 * groups, fewer tiles are asked for at a time, and then fewer SLIs; and fewer SLIs, too, where the query was too much
 * work.
 *
 * @throws PrometheusProblem
 */
export async function readShape(
  shape: ShapeQuery,
  reading: TileReading,
): Promise<ShapeAnswer[]> {
  const { range } = reading;
  const parts = await partsByLength(shape, reading);
  if (parts > 1) {
    const why = new PrometheusProblem('query-failed', 'The query is too long');
    return readSplit(shape, parts, reading, why);
  }
  const pieces: ShapeAnswer[] = [];
  let tiles = tilesPerQuery(shape.keys.length);
  let startMs = range.startMs;
  while (startMs < range.endMs) {
    const endMs = Math.min(range.endMs, startMs + tiles * range.stepMs);
    try {
      pieces.push(await readPart(shape, { ...range, startMs, endMs }, reading));
      startMs = endMs;
    } catch (error) {
      const asked = (endMs - startMs) / range.stepMs;
      const rest = { ...reading, range: { ...range, startMs } };
      if (error instanceof ReplyTooLarge && asked > 1) {
        tiles = Math.ceil(asked / 2);
      } else if (error instanceof ReplyTooLarge) {
        return [...pieces, ...(await readSplit(shape, 2, rest, error))];
      } else if (isTooHeavy(error, shape, reading, asked)) {
        return [...pieces, ...(await readHalves(shape, rest, error))];
      } else {
        throw error;
      }
    }
  }
  return pieces;
}
