import { binary, call, Expression, string } from '../../promql';

/** Series of all the parts, of which there is at least one. */
export function union(parts: readonly Expression[]): Expression {
  if (parts.length === 1) {
    return parts[0];
  }
  // a balanced tree: each part is copied a few times and not once for every other
  const middle = Math.ceil(parts.length / 2);
  return binary(
    'or',
    union(parts.slice(0, middle)),
    union(parts.slice(middle)),
  );
}

/** The same series with a label of this value. */
export function withLabel(
  of: Expression,
  label: string,
  value: string,
): Expression {
  return call(
    'label_replace',
    of,
    string(label),
    string(value.replaceAll('$', '$$$$')),
    string(''),
    string(''),
  );
}
