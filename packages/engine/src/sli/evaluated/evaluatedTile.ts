import {
  ExpressionSli,
  NativeLatencySli,
  ProbeSli,
  ThresholdSli,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression, selectorOf, VectorSelectorNode } from '../../promql';
import { expressionTile } from './expressionTile';
import { nativeLatencyTile } from './nativeLatencyTile';
import { probeTile } from './probeTile';
import { thresholdTile } from './thresholdTile';
import { TileTime } from './tileTime';

/** SLIs whose tiles are evaluated one by one, whatever was read before. */
export type EvaluatedSli =
  | NativeLatencySli
  | ProbeSli
  | ThresholdSli
  | ExpressionSli;

/**
 * Bad and total events of one tile by labels. `from` takes the place of the SLI's own selector, for the series of many
 * SLIs at once.
 */
export function evaluatedTile(
  sli: EvaluatedSli,
  tile: TileTime,
  labels: readonly string[] = sli.groupBy,
  from?: VectorSelectorNode,
): { bad: Expression; total: Expression } {
  switch (sli.kind) {
    case 'native-latency':
      return nativeLatencyTile(
        from ?? selectorOf(sli.histogram),
        sli,
        tile,
        labels,
      );
    case 'probe':
      return probeTile(from ?? selectorOf(sli.up), tile, labels);
    case 'threshold':
      return thresholdTile(sli, tile, labels);
    case 'expression':
      return expressionTile(sli, tile, labels);
    default:
      return sli satisfies never;
  }
}
