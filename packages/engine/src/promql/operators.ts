import { BinaryOp } from './expression';

/** How tightly a binary operator binds, as in Prometheus' own grammar. */
export const PRECEDENCE: Readonly<Record<BinaryOp, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<=': 3,
  '<': 3,
  '>=': 3,
  '>': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};

/** A sign binds like a product: `-a ^ b` is `-(a ^ b)`. */
export const SIGN_PRECEDENCE = PRECEDENCE['*'];

export function isBinaryOp(text: string): text is BinaryOp {
  return Object.hasOwn(PRECEDENCE, text);
}

export function isRightAssociative(op: BinaryOp): boolean {
  return op === '^';
}
