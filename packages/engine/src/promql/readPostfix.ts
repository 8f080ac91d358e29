import { SyntaxNode } from '@lezer/common';
import { at, offset, rangeSelector, subquery } from './builders';
import { AtNode, Expression } from './expression';
import {
  placeholdersIn,
  readDuration,
  readNumber,
  Source,
  textOf,
} from './readTokens';
import { SyntaxProblem } from './syntaxProblem';

/** A sign with what may stand between it and its number. */
export const SIGN = /^[-+](?:\s|#[^\n]*\n)*/;

/** What is written behind an operand. */
type Postfix = (operand: Expression) => Expression;

/** Reads a range, an offset, an `@` or the brackets of a subquery. */
export function readPostfix(
  node: SyntaxNode,
  children: readonly SyntaxNode[],
  source: Source,
): Postfix {
  switch (node.name) {
    case 'OffsetExpr': {
      const offsetMs = readDuration(children[2], source);
      return operand => offset(shiftable(operand, 'offset', node), offsetMs);
    }
    case 'StepInvariantExpr': {
      const time = readTime(children[2], source);
      return operand => at(shiftable(operand, 'at', node), time);
    }
    case 'MatrixSelector': {
      const rangeMs = readDuration(children[1], source);
      return operand => {
        if (operand.kind !== 'vectorSelector') {
          throw new SyntaxProblem(
            'invalid-range',
            node.from,
            'For the values of an expression over time use a subquery, [1h:1m].',
          );
        }
        return rangeSelector(operand, positive(rangeMs, children[1]));
      };
    }
    default: {
      const rangeMs = positive(readDuration(children[1], source), children[1]);
      const stepMs =
        children[2] && positive(readDuration(children[2], source), children[2]);
      return operand => subquery(operand, rangeMs, stepMs);
    }
  }
}

function positive<T>(duration: T, node: SyntaxNode): T {
  if (typeof duration === 'number' && duration <= 0) {
    throw new SyntaxProblem(
      'invalid-range',
      node.from,
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
  operand: Expression,
  kind: 'offset' | 'at',
  node: SyntaxNode,
): Expression {
  const isTwice = hasModifier(operand, kind);
  if (isTwice || !SHIFTABLE.includes(operand.kind)) {
    throw new SyntaxProblem(
      'invalid-offset',
      node.from,
      isTwice ? 'offset and @ may each be given once.' : undefined,
    );
  }
  return operand;
}

function readTime(node: SyntaxNode, source: Source): AtNode['at'] {
  if (node.name === 'AtModifierPreprocessors') {
    return node.getChild('AtStart') ? 'start' : 'end';
  }
  const text = textOf(node, source);
  if (placeholdersIn(node, source).length > 0) {
    return { placeholder: text };
  }
  const sign = text.startsWith('-') ? -1 : 1;
  const seconds = readNumber(text.replace(SIGN, ''), node.from);
  if (!Number.isFinite(seconds)) {
    throw new SyntaxProblem('invalid-number', node.from);
  }
  return sign * seconds;
}
