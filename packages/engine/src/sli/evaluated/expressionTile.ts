import { ExpressionSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { binary, call, Expression, number } from '../../promql';
import { aggregated } from './aggregated';
import { TileTime } from './tileTime';
import { writtenExpression } from './writtenExpression';

/** Rates of two counters are extrapolated apart, so their ratio may leave [0, 1] a little; further off it is no ratio. */
const TOLERATED = 0.1;

type Written = Pick<ExpressionSli, 'of' | 'ratio' | 'part' | 'total'>;

/**
 * An SLI that is evaluated as it is written. A ratio makes one event a tile, as bad as the worst of its series; where it
 * is not a number there was no event, and where it is no ratio the tile is unknown. A part and a total are added up.
 */
export function expressionTile(
  { of, ratio, part, total }: Written,
  tile: TileTime,
  labels: readonly string[],
): { bad: Expression; total: Expression } {
  if (ratio !== undefined) {
    return ratioTile(of, writtenExpression(ratio, tile), labels);
  }
  return partTile(
    of,
    writtenExpression(part ?? '', tile),
    writtenExpression(total ?? '', tile),
    labels,
  );
}

function ratioTile(
  of: 'good' | 'bad',
  ratio: Expression,
  labels: readonly string[],
): { bad: Expression; total: Expression } {
  const errors = of === 'bad' ? ratio : binary('-', number(1), ratio);
  const usable = binary(
    '<=',
    binary('>=', errors, number(-TOLERATED)),
    number(1 + TOLERATED),
  );
  const undefinedRatio = binary('!=', errors, errors);
  const none = binary(
    '*',
    aggregated('count', undefinedRatio, labels),
    number(0),
  );
  const worst = aggregated('max', usable, labels);
  return {
    bad: binary('or', call('clamp', worst, number(0), number(1)), none),
    total: binary(
      'or',
      binary('>=', aggregated('count', usable, labels), number(1), {
        bool: true,
      }),
      none,
    ),
  };
}

function partTile(
  of: 'good' | 'bad',
  part: Expression,
  total: Expression,
  labels: readonly string[],
): { bad: Expression; total: Expression } {
  const all = binary('>=', aggregated('sum', total, labels), number(0));
  const none = binary('*', all, number(0));
  const some = binary('or', aggregated('sum', part, labels), none);
  const bad = of === 'bad' ? some : binary('-', all, some);
  // no more than all and no less than none of them
  const atMost = binary('or', binary('<=', bad, all), binary('<', all, bad));
  return {
    bad: call('clamp_min', atMost, number(0)),
    total: binary('and', all, binary('==', bad, bad)),
  };
}
