import {
  binary,
  call,
  Expression,
  number,
  offset,
  rangeSelector,
  VectorSelectorNode,
} from '../../promql';
import { aggregated } from './aggregated';
import { TileTime } from './tileTime';

/**
 * What a function over time gives for the samples of the tile alone: those up to its end without those up to its start.
 * So it is the same whether a server counts a sample on a range's left edge (up to 2.x) or not (3.x).
 */
function inTile(
  name: 'count_over_time' | 'sum_over_time',
  selector: VectorSelectorNode,
  { stepMs, lagMs }: TileTime,
  labels: readonly string[],
): Expression {
  const over = (rangeMs: number, offsetMs: number) => {
    const range = rangeSelector(selector, rangeMs);
    const then = offsetMs === 0 ? range : offset(range, offsetMs);
    return aggregated('sum', call(name, then), labels);
  };
  const both = over(2 * stepMs, lagMs);
  const before = over(stepMs, lagMs + stepMs);
  const none = binary('*', both, number(0));
  return binary('-', both, binary('or', before, none));
}

/** How many samples the tile has, of numbers or of histograms. */
export function samplesInTile(
  selector: VectorSelectorNode,
  tile: TileTime,
  labels: readonly string[],
): Expression {
  return inTile('count_over_time', selector, tile, labels);
}

/**
 * Samples of a gauge that is 1 or 0 in one tile, and those that are 0. Without a sample the tile is unknown, and so it
 * is where the samples add up to more than their number.
 */
export function probeTile(
  up: VectorSelectorNode,
  tile: TileTime,
  labels: readonly string[],
): { bad: Expression; total: Expression } {
  const samples = binary('>', samplesInTile(up, tile, labels), number(0));
  const ones = inTile('sum_over_time', up, tile, labels);
  const bad = binary('>=', binary('-', samples, ones), number(0));
  return { bad, total: binary('and', samples, bad) };
}
