import {
  TileRange,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  groupKey,
  joinTiles,
  ShapeAnswer,
  ShapeQuery,
  SliRequest,
  SliTiles,
} from '@nthlayer/engine';
import { PrometheusProblem } from '../client/prometheusProblem';
import { readShape } from './readShape';
import { readTileFromSamples } from './readTileFromSamples';
import { TileQueries } from './tileQueries';

type Repair = ShapeAnswer['repairs'][number];

async function orProblem(
  key: string,
  reading: Promise<SliTiles>,
): Promise<SliTiles> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PrometheusProblem) {
      return { key, series: [], problem: error.problem };
    }
    throw error;
  }
}

/** Reads each tile once, however many of its groups came back in it. */
async function repairedTiles(
  { sli }: SliRequest,
  repairs: readonly Repair[],
  stepMs: number,
  queries: TileQueries,
): Promise<TileSeries[]> {
  const groupsByTile = new Map<number, Set<string>>();
  for (const { tileStartMs, group } of repairs) {
    const groups = groupsByTile.get(tileStartMs) ?? new Set();
    groupsByTile.set(tileStartMs, groups.add(groupKey(group)));
  }
  const readings = [...groupsByTile].map(async ([tileStartMs, groups]) => {
    const tiles = await readTileFromSamples(sli, tileStartMs, stepMs, queries);
    return tiles.filter(({ group }) => groups.has(groupKey(group)));
  });
  return (await Promise.all(readings)).flat();
}

async function answerSli(
  request: SliRequest,
  pieces: readonly ShapeAnswer[],
  range: TileRange,
  queries: TileQueries,
): Promise<SliTiles> {
  const { key } = request;
  const answers = pieces.flatMap(({ slis }) =>
    slis.filter(sli => sli.key === key),
  );
  const problem = answers.find(answer => answer.problem)?.problem;
  if (problem) {
    return { key, series: [], problem };
  }
  const repairs = pieces.flatMap(piece =>
    piece.repairs.filter(candidate => candidate.key === key),
  );
  const read = answers.flatMap(({ series }) => series);
  const repaired = await repairedTiles(request, repairs, range.stepMs, queries);
  return { key, series: joinTiles([...read, ...repaired], range) };
}

/** The SLIs of one shape. A query that fails is their problem alone, and a tile that cannot be mended its SLI's. */
export async function answerSlis(
  shape: ShapeQuery,
  requests: ReadonlyMap<string, SliRequest>,
  range: TileRange,
  queries: TileQueries,
): Promise<SliTiles[]> {
  const reading = readShape(shape, range, queries);
  const asked = shape.keys.flatMap(key => requests.get(key) ?? []);
  return Promise.all(
    asked.map(request =>
      orProblem(
        request.key,
        reading.then(pieces => answerSli(request, pieces, range, queries)),
      ),
    ),
  );
}
