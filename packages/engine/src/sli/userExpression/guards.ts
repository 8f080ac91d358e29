import { BinaryNode, Expression } from '../../promql';

function isNumber(node: Expression, ...values: readonly number[]): boolean {
  return node.kind === 'number' && values.includes(node.value);
}

/** A constant that stands in where there is no series: `vector(0)`, `0 * total`. */
function isConstant(node: Expression): boolean {
  switch (node.kind) {
    case 'call':
      return node.name === 'vector' && node.args[0].kind === 'number';
    case 'binary':
      return (
        node.op === '*' && (isNumber(node.left, 0) || isNumber(node.right, 0))
      );
    default:
      return false;
  }
}

function guarded({
  op,
  left,
  right,
  bool,
}: BinaryNode): Expression | undefined {
  if (op === 'or' && isConstant(right)) {
    return left;
  }
  const isFilter = (op === '>' || op === '!=') && !bool;
  return isFilter && isNumber(right, 0) ? left : undefined;
}

/**
 * Without what people add against missing series and division by 0: `or vector(0)`, `> 0`, clamps to what a count or
 * a ratio is anyway. Tiles know the difference between nothing and 0.
 */
export function withoutGuards(node: Expression): Expression {
  let inner: Expression | undefined;
  if (node.kind === 'binary') {
    inner = guarded(node);
  } else if (node.kind === 'call') {
    const [of, low, high] = node.args;
    const isClamp =
      (node.name === 'clamp_min' && isNumber(low, 0)) ||
      (node.name === 'clamp_max' && isNumber(low, 1)) ||
      (node.name === 'clamp' && isNumber(low, 0) && isNumber(high, 1));
    inner = isClamp ? of : undefined;
  } else if (node.kind === 'unary' && node.op === '+') {
    inner = node.expression;
  }
  return inner ? withoutGuards(inner) : node;
}
