import { setImmediate } from 'node:timers/promises';
import {
  CounterSli,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  groupKey,
  isCounterSli,
  joinTiles,
  ShapeAnswer,
  ShapeQuery,
  SliRequest,
  SliTiles,
  TileBatch,
} from '@nthlayer/engine';
import { indexAnswers, Repair, SliAnswer } from './answerIndex';
import { joinTables } from './joinTables';
import { ProblemOf } from './problemReporter';
import { readShape, TileReading } from './readShape';
import { readTileFromSamples } from './readTileFromSamples';

/** Few enough to be answered in some milliseconds. */
const SLIS_PER_TURN = 200;

/** Reads each tile once, however many of its groups came back in it. */
async function repairedTiles(
  sli: CounterSli,
  repairs: readonly Repair[],
  { range, queries }: TileReading,
): Promise<TileSeries[]> {
  const groupsByTile = new Map<number, Set<string>>();
  for (const { tileStartMs, group } of repairs) {
    const groups = groupsByTile.get(tileStartMs) ?? new Set();
    groupsByTile.set(tileStartMs, groups.add(groupKey(group)));
  }
  const readings = [...groupsByTile].map(async ([tileStartMs, groups]) => {
    const tiles = await readTileFromSamples(
      sli,
      tileStartMs,
      range.stepMs,
      queries,
    );
    return tiles.filter(({ group }) => groups.has(groupKey(group)));
  });
  return (await Promise.all(readings)).flat();
}

async function answerSli(
  request: SliRequest,
  answer: SliAnswer | undefined,
  reading: TileReading,
  problemOf: ProblemOf,
): Promise<SliTiles> {
  const { key, sli } = request;
  const { series, repairs, problem } = answer ?? { series: [], repairs: [] };
  if (problem) {
    return { key, series: [], problem };
  }
  try {
    const [whole] = series;
    if (
      series.length === 1 &&
      repairs.length === 0 &&
      isWhole(whole, reading)
    ) {
      return { key, series };
    }
    const repaired =
      repairs.length > 0 && isCounterSli(sli)
        ? await repairedTiles(sli, repairs, reading)
        : [];
    return { key, series: joinTiles([...series, ...repaired], reading.range) };
  } catch (error) {
    return { key, series: [], problem: problemOf(error) };
  }
}

/** Whether a series is of the whole range, so that nothing has to be put together. */
function isWhole(series: TileSeries, { range }: TileReading): boolean {
  const { startMs, endMs, stepMs } = range;
  const tiles = (endMs - startMs) / stepMs;
  return series.startMs === startMs && series.total.length === tiles;
}

/** The SLIs of one shape. A query that fails is their problem alone, and a tile that cannot be mended its SLI's. */
export async function answerSlis(
  shape: ShapeQuery,
  reading: TileReading,
  problemOf: ProblemOf,
): Promise<SliTiles[]> {
  const pieces = await readPieces(shape, reading, problemOf);
  return answerPieces(shape, pieces, { reading, problemOf });
}

/** The same in a table, or SLI by SLI where one has a problem or something has to be mended. */
export async function answerShape(
  shape: ShapeQuery,
  reading: TileReading,
  problemOf: ProblemOf,
): Promise<Pick<TileBatch, 'slis' | 'tables'>> {
  const pieces = await readPieces(shape, reading, problemOf);
  const table = joinTables(pieces, reading.range);
  return table
    ? { slis: [], tables: [table] }
    : { slis: await answerPieces(shape, pieces, { reading, problemOf }) };
}

async function readPieces(
  shape: ShapeQuery,
  reading: TileReading,
  problemOf: ProblemOf,
): Promise<ShapeAnswer[]> {
  try {
    return await readShape(shape, reading);
  } catch (error) {
    const problem = problemOf(error);
    const slis = shape.keys.map(key => ({ key, series: [], problem }));
    return [{ slis, repairs: [] }];
  }
}

async function answerPieces(
  shape: ShapeQuery,
  pieces: readonly ShapeAnswer[],
  { reading, problemOf }: { reading: TileReading; problemOf: ProblemOf },
): Promise<SliTiles[]> {
  const answers = indexAnswers(pieces);
  const asked = shape.keys.flatMap(key => reading.requests.get(key) ?? []);
  const slis: Promise<SliTiles>[] = [];
  for (const request of asked) {
    slis.push(answerSli(request, answers.get(request.key), reading, problemOf));
    if (slis.length % SLIS_PER_TURN === 0) {
      await setImmediate();
    }
  }
  return Promise.all(slis);
}
