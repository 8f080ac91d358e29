import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ShapeAnswer, ShapeQuery } from '@nthlayer/engine';
import { PrometheusProblem, ReplyTooLarge } from '../client/prometheusProblem';
import { PrometheusRow } from '../client/rows';
import { TileQueries } from './tileQueries';

/** Prometheus refuses range queries of more than 11,000 steps. */
const MAX_STEPS = 10_000;
/** Values that one reply is kept near, so that reading it does not hold up the process. */
export const VALUES_PER_QUERY = 20_000;
/** Every SLI answers with its total and its bad or good events. */
const VALUES_PER_TILE = 2;

function tilesPerQuery(keys: number): number {
  const fitting = Math.floor(VALUES_PER_QUERY / (VALUES_PER_TILE * keys));
  return Math.min(MAX_STEPS, Math.max(1, fitting));
}

function cut(range: TileRange, tiles: number): TileRange[] {
  const { startMs, endMs, stepMs } = range;
  const ranges: TileRange[] = [];
  for (let at = startMs; at < endMs; at += tiles * stepMs) {
    ranges.push({
      startMs: at,
      endMs: Math.min(endMs, at + tiles * stepMs),
      stepMs,
    });
  }
  return ranges;
}

/** A tile that starts at S is evaluated at its end, so every time must be the end of a tile asked for. */
function requireTileEnds(rows: readonly PrometheusRow[], range: TileRange) {
  const strange = (timeMs: number) =>
    timeMs <= range.startMs ||
    timeMs > range.endMs ||
    (timeMs - range.startMs) % range.stepMs !== 0;
  if (rows.some(row => row.timesMs.some(strange))) {
    throw new PrometheusProblem(
      'bad-reply',
      'The reply has values for times that were not asked for',
    );
  }
}

async function readPieces(
  shape: ShapeQuery,
  range: TileRange,
  queries: TileQueries,
): Promise<ShapeAnswer[]> {
  const { startMs, endMs, stepMs } = range;
  try {
    const rows = await queries.range(shape.expression, {
      startMs: startMs + stepMs,
      endMs,
      stepMs,
    });
    requireTileEnds(rows, range);
    return [shape.answer(rows, range)];
  } catch (error) {
    const tiles = (endMs - startMs) / stepMs;
    if (!(error instanceof ReplyTooLarge) || tiles < 2) {
      throw error;
    }
    const halves = cut(range, Math.ceil(tiles / 2));
    return readInTurn(shape, halves, queries);
  }
}

/** One after the other, so that the first failure spares the rest. */
async function readInTurn(
  shape: ShapeQuery,
  ranges: readonly TileRange[],
  queries: TileQueries,
): Promise<ShapeAnswer[]> {
  const pieces: ShapeAnswer[] = [];
  for (const range of ranges) {
    pieces.push(...(await readPieces(shape, range, queries)));
  }
  return pieces;
}

/**
 * Answers to one shape over a range, cut into as many queries as keep each reply small. A part whose reply is too
 * long all the same, because an SLI has many groups, is halved.
 *
 * @throws PrometheusProblem
 */
export async function readShape(
  shape: ShapeQuery,
  range: TileRange,
  queries: TileQueries,
): Promise<ShapeAnswer[]> {
  return readInTurn(
    shape,
    cut(range, tilesPerQuery(shape.keys.length)),
    queries,
  );
}
