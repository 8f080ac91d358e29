import {
  CompositeSli,
  LABELS,
  METRICS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  aggregate,
  binary,
  by,
  call,
  Expression,
  number,
  offset,
  on,
  rangeSelector,
  VectorSelectorNode,
} from '../../promql';
import { EDGE_MS, RULE_INTERVAL_MS } from './rollUps';
import { union, withLabel } from './union';

/** Recorded series of SLOs of the same service, by their names. */
export type SelectSlos = (
  metric: string,
  names: readonly string[],
) => VectorSelectorNode;

/**
 * The members' tiles of the evaluation before this one, by SLO: those of this one may not be there yet, as their rules
 * may stand in another group.
 */
function tilesOf(
  metric: string,
  { members }: CompositeSli,
  select: SelectSlos,
): Expression {
  const names = members.map(({ slo }) => slo);
  const range = offset(
    rangeSelector(select(metric, names), RULE_INTERVAL_MS),
    EDGE_MS,
  );
  return aggregate('sum', call('last_over_time', range), by([LABELS.slo]));
}

/** The composite's tile where all of its members are known. */
function ofAll(
  known: Expression,
  { members }: CompositeSli,
  of: Expression,
): Expression {
  const count = binary('==', known, number(members.length));
  return binary('and', of, count);
}

function weighted(of: Expression, { members }: CompositeSli): Expression {
  const weights = members.map(({ slo, weight }) =>
    withLabel(call('vector', number(weight)), LABELS.slo, slo),
  );
  const product = binary('*', of, union(weights), {
    matching: on([LABELS.slo]),
  });
  return aggregate('sum', product);
}

/** Bad and total events of a composite in one tile, from what the rules of its members have recorded; as `compositeTiles`. */
export function compositeTile(
  sli: CompositeSli,
  select: SelectSlos,
): { bad: Expression; total: Expression } {
  const bad = tilesOf(METRICS.sliBadDelta1m, sli, select);
  const total = tilesOf(METRICS.sliTotalDelta1m, sli, select);
  const known = aggregate('count', total);
  if (sli.formula === 'sum') {
    return {
      bad: ofAll(known, sli, aggregate('sum', bad)),
      total: ofAll(known, sli, aggregate('sum', total)),
    };
  }
  const ratios = binary('/', bad, binary('>', total, number(0)));
  const isOne = (of: Expression) => binary('>=', of, number(0), { bool: true });
  const none = binary('*', known, number(0));
  const one = binary('or', isOne(aggregate('count', ratios)), none);
  if (sli.formula === 'worst') {
    const worst = binary('or', aggregate('max', ratios), none);
    return { bad: ofAll(known, sli, worst), total: ofAll(known, sli, one) };
  }
  const mean = binary('/', weighted(ratios, sli), weighted(isOne(ratios), sli));
  return { bad: binary('or', mean, none), total: one };
}
