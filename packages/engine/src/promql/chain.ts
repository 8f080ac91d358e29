import { binary, unary } from './builders';
import { BinaryNode, BinaryOp, Expression, UnaryNode } from './expression';
import { isRightAssociative, PRECEDENCE, SIGN_PRECEDENCE } from './operators';

/** One piece of an expression between parentheses, in the order of the text. */
export type Link =
  | {
      readonly kind: 'operand';
      readonly expression: Expression;
      /** In parentheses of its own. */
      readonly isEnclosed?: boolean;
    }
  | {
      readonly kind: 'sign';
      readonly op: UnaryNode['op'];
      readonly from: number;
    }
  | {
      readonly kind: 'operator';
      readonly from: number;
      readonly op: BinaryOp;
      readonly bool: boolean;
      readonly matching: BinaryNode['matching'];
    };

/**
 * Joins operands by Prometheus' precedence. The concrete tree cannot be trusted with it: there `a + b offset 5m`
 * shifts the whole sum.
 */
export function joinChain(
  links: readonly Link[],
  positions: Map<Expression, number>,
): Expression | undefined {
  let index = 0;

  function placed(expression: Expression, from: number): Expression {
    positions.set(expression, from);
    return expression;
  }

  function readOperand(): Expression | undefined {
    const link = links[index++];
    if (link?.kind === 'sign') {
      const operand = readExpression(SIGN_PRECEDENCE + 1);
      return operand && placed(unary(link.op, operand), link.from);
    }
    return link?.kind === 'operand' ? link.expression : undefined;
  }

  function readExpression(lowest: number): Expression | undefined {
    let left = readOperand();
    for (;;) {
      const link = links[index];
      if (!left || link?.kind !== 'operator' || PRECEDENCE[link.op] < lowest) {
        return left;
      }
      index++;
      const own = PRECEDENCE[link.op];
      const right = readExpression(isRightAssociative(link.op) ? own : own + 1);
      left =
        right &&
        placed(
          binary(link.op, left, right, {
            bool: link.bool,
            matching: link.matching,
          }),
          link.from,
        );
    }
  }

  const whole = readExpression(0);
  return index === links.length ? whole : undefined;
}
