import { ThresholdSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { binary, BinaryOp, Expression, number } from '../../promql';
import { aggregated } from './aggregated';
import { TileTime } from './tileTime';
import { writtenExpression } from './writtenExpression';

/** When a value is bad, by when it is good. */
export const OPPOSITE = {
  lt: '>=',
  lte: '>',
  gt: '<=',
  gte: '<',
} as const satisfies Record<ThresholdSli['op'], BinaryOp>;

/**
 * A value judged at the end of a tile: one event, which is bad where any series breaks the threshold. Without a series
 * the tile is unknown; where all values are not a number, as a quantile without observations is, there was no event.
 */
export function thresholdTile(
  { expression, op, value }: Pick<ThresholdSli, 'expression' | 'op' | 'value'>,
  tile: TileTime,
  labels: readonly string[],
): { bad: Expression; total: Expression } {
  const judged = writtenExpression(expression, tile);
  const asks = (operator: BinaryOp, right: Expression) =>
    aggregated('max', binary(operator, judged, right, { bool: true }), labels);
  return {
    bad: asks(OPPOSITE[op], number(value)),
    total: asks('==', judged),
  };
}
