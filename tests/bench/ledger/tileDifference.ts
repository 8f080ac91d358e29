import { TruthTiles } from '@nthlayer/simulator';
import { TARGET } from '../compare/budgets';

function sumOf(values: Float64Array): number {
  return values.reduce(
    (all, value) => all + (Number.isNaN(value) ? 0 : value),
    0,
  );
}

function consumed({ bad, total }: TruthTiles): number {
  return sumOf(bad) / ((1 - TARGET / 100) * sumOf(total));
}

/** Tiles whose counts differ; one that is unknown to both does not. */
export function differingTiles(tiles: TruthTiles, truth: TruthTiles): number {
  let differing = 0;
  tiles.total.forEach((total, i) => {
    const same =
      Object.is(total, truth.total[i]) && Object.is(tiles.bad[i], truth.bad[i]);
    differing += same ? 0 : 1;
  });
  return differing;
}

/** How far the used share of the budget is off. */
export function budgetDifference(tiles: TruthTiles, truth: TruthTiles): number {
  return Math.abs(consumed(tiles) - consumed(truth));
}
