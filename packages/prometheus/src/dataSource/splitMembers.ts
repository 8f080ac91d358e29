import { ShapeQuery, shapeQueries, SliRequest } from '@nthlayer/engine';

/**
 * The same SLIs in `parts` queries or more, or undefined where one member is all there is. SLIs that are alike are
 * one member, so half of the keys need not be half of the query.
 */
export function splitMembers(
  shape: ShapeQuery,
  parts: number,
  requests: ReadonlyMap<string, SliRequest>,
  stepMs: number,
): ShapeQuery[] | undefined {
  const own = shape.keys.flatMap(key => requests.get(key) ?? []);
  let most = own.length;
  while (most > 1) {
    most = Math.ceil(most / parts);
    const queries = shapeQueries(own, { stepMs, maxValuesPerQuery: most });
    if (queries.length > 1) {
      return queries;
    }
  }
  return undefined;
}
