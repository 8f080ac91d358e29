import { LABELS, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { BinaryOp, binary, call, Expression, number, on } from '../../promql';
import { chosenByLabel } from './goTemplate';
import { union, withLabel } from './union';

/** SLOs that have something in common, in the order of the first of each. */
export function groupSlos(
  slos: readonly Slo[],
  keyOf: (slo: Slo) => string | number,
): Slo[][] {
  const groups = new Map<string | number, Slo[]>();
  for (const slo of slos) {
    const key = keyOf(slo);
    groups.set(key, [...(groups.get(key) ?? []), slo]);
  }
  return [...groups.values()];
}

/** Calculates or compares with a number that may be another for each SLO, and is said exactly. */
export function withNumberOf(
  op: BinaryOp,
  left: Expression,
  slos: readonly Slo[],
  numberOf: (slo: Slo) => number,
): Expression {
  const [first, ...others] = groupSlos(slos, numberOf);
  if (others.length === 0) {
    return binary(op, left, number(numberOf(first[0])));
  }
  const numbers = slos.map(slo =>
    withLabel(call('vector', number(numberOf(slo))), LABELS.slo, slo.name),
  );
  return binary(op, left, union(numbers), {
    matching: on([LABELS.slo], { side: 'left', include: [] }),
  });
}

/** A text that may be another for each SLO, as a Go template. */
export function textOf(
  slos: readonly Slo[],
  template: (slo: Slo) => string,
): string {
  return chosenByLabel(
    LABELS.slo,
    slos.map(slo => ({ value: slo.name, text: template(slo) })),
  );
}
