import { at, offset, rangeSelector, subquery } from './builders';
import { AtNode, Expression } from './expression';
import { readDuration, readSigned } from './readLiterals';
import { SyntaxProblem } from './syntaxProblem';
import { TokenReader } from './TokenReader';

/** What something is written behind. */
export interface Operand {
  readonly expression: Expression;
  readonly from: number;
  /** In parentheses of its own. */
  readonly isEnclosed: boolean;
}

/** Takes a range, the brackets of a subquery, an offset or an `@`, if one stands here. */
export function readPostfix(
  operand: Operand,
  reader: TokenReader,
): Expression | undefined {
  if (reader.is('[')) {
    return readBrackets(operand, reader);
  }
  if (reader.takeWord('offset')) {
    const offsetMs = readDuration(reader, 'after offset');
    return offset(shiftable(operand, 'offset'), offsetMs);
  }
  if (reader.is('@')) {
    reader.next();
    const time = readTime(reader);
    return at(shiftable(operand, 'at'), time);
  }
  if (reader.isWord('anchored', 'smoothed')) {
    throw new SyntaxProblem(
      'unsupported-promql',
      operand.from,
      'anchored and smoothed are experimental, from Prometheus 3.7 on.',
    );
  }
  return undefined;
}

function readBrackets(operand: Operand, reader: TokenReader): Expression {
  return reader.within('[', () => {
    const rangeMs = readPositive(reader);
    if (!reader.current.text.startsWith(':')) {
      return rangeOf(operand, rangeMs);
    }
    reader.splitFirst();
    const stepMs = reader.is(']') ? undefined : readPositive(reader);
    return subquery(operand.expression, rangeMs, stepMs);
  });
}

function rangeOf(
  { expression, from, isEnclosed }: Operand,
  rangeMs: ReturnType<typeof readDuration>,
): Expression {
  if (isEnclosed || expression.kind !== 'vectorSelector') {
    throw new SyntaxProblem(
      'invalid-range',
      from,
      isEnclosed
        ? WITHOUT_PARENTHESES
        : 'For the values of an expression over time use a subquery, [1h:1m].',
    );
  }
  return rangeSelector(expression, rangeMs);
}

const WITHOUT_PARENTHESES = 'Leave out the parentheses around the selector.';

function readPositive(reader: TokenReader): ReturnType<typeof readDuration> {
  const { from } = reader.current;
  const duration = readDuration(reader, 'in brackets');
  if (typeof duration === 'number' && duration <= 0) {
    throw new SyntaxProblem(
      'invalid-range',
      from,
      'A range must be longer than 0.',
    );
  }
  return duration;
}

const SHIFTABLE: readonly Expression['kind'][] = [
  'vectorSelector',
  'matrixSelector',
  'subquery',
  'offset',
  'at',
];

function hasModifier(operand: Expression, kind: 'offset' | 'at'): boolean {
  return (
    operand.kind === kind ||
    ((operand.kind === 'offset' || operand.kind === 'at') &&
      hasModifier(operand.expression, kind))
  );
}

function shiftable(
  { expression, from, isEnclosed }: Operand,
  kind: 'offset' | 'at',
): Expression {
  const isTwice = hasModifier(expression, kind);
  if (isEnclosed || isTwice || !SHIFTABLE.includes(expression.kind)) {
    const hint = isTwice ? 'offset and @ may each be given once.' : undefined;
    throw new SyntaxProblem(
      'invalid-offset',
      from,
      isEnclosed ? WITHOUT_PARENTHESES : hint,
    );
  }
  return expression;
}

function readTime(reader: TokenReader): AtNode['at'] {
  const end = reader.takeWord('start', 'end');
  if (!end) {
    return readSigned(reader, 1);
  }
  reader.within('(', () => undefined);
  return end.text.toLowerCase() === 'start' ? 'start' : 'end';
}
