import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceProblem, ShapeAnswer, slisOf } from '@nthlayer/engine';

/** A tile that the query could not count. */
export type Repair = ShapeAnswer['repairs'][number];

/** What all pieces say of one SLI. */
export interface SliAnswer {
  readonly series: TileSeries[];
  readonly repairs: Repair[];
  problem?: DataSourceProblem;
}

/** The pieces by SLI, so that finding what belongs to one does not cost a look at all others. */
export function indexAnswers(
  pieces: readonly ShapeAnswer[],
): ReadonlyMap<string, SliAnswer> {
  const index = new Map<string, SliAnswer>();
  const answerOf = (key: string): SliAnswer => {
    const known = index.get(key) ?? { series: [], repairs: [] };
    index.set(key, known);
    return known;
  };
  for (const { slis, table, repairs } of pieces) {
    for (const { key, series, problem } of table ? slisOf(table) : slis) {
      const answer = answerOf(key);
      answer.series.push(...series);
      answer.problem ??= problem;
    }
    for (const repair of repairs) {
      answerOf(repair.key).repairs.push(repair);
    }
  }
  return index;
}
