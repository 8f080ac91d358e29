import { aggregate, binary, call, number, string, unary } from './builders';
import { BinaryOp, Expression, Grouping } from './expression';
import { by, without } from './labelLists';
import {
  isBinaryOp,
  isRightAssociative,
  PRECEDENCE,
  SIGN_PRECEDENCE,
} from './operators';
import { numberOf, readString, takeNumber } from './readLiterals';
import { readPostfix } from './readPostfix';
import { readLabels, readMatching, readSelector } from './readSelector';
import { SyntaxProblem } from './syntaxProblem';
import { Token } from './token';
import { TokenReader } from './TokenReader';
import { AGGREGATIONS, FUNCTIONS } from './types/functions';

/** What goes over a tree calls itself as often. */
const DEEPEST = 500;
const LONGEST_CHAIN = 200;

/** Words that cannot name a metric. */
const RESERVED = [
  'bool',
  'ignoring',
  'on',
  'group_left',
  'group_right',
  'offset',
];

/** Reads expressions by the precedence of their operators, or throws a SyntaxProblem. */
export class ExpressionReader {
  readonly #reader: TokenReader;
  /** Operations that are being read. */
  #depth = 0;
  /** Of the tree that was read last. */
  #height = 0;
  /** Between the same brackets and commas. */
  #operators = 0;

  constructor(reader: TokenReader) {
    this.#reader = reader;
  }

  /** Takes all that stands up to a bracket, a comma or the end. */
  read(): Expression {
    const operators = this.#operators;
    this.#operators = 0;
    const expression = this.#readOperation(0);
    this.#operators = operators;
    return expression;
  }

  #readOperation(lowest: number): Expression {
    this.#limit(++this.#depth, this.#reader.current.from);
    let left = this.#readOperand();
    for (;;) {
      const op = operatorOf(this.#reader.current);
      if (op === undefined || PRECEDENCE[op] < lowest) {
        this.#depth--;
        return left;
      }
      left = this.#readRight(left, op);
    }
  }

  #readRight(left: Expression, op: BinaryOp): Expression {
    const reader = this.#reader;
    const height = this.#height;
    const { from } = this.#takeOperator();
    const bool = reader.takeWord('bool') !== undefined;
    const matching = readMatching(reader);
    if (
      reader.isWord('fill', 'fill_left', 'fill_right') &&
      reader.isBeforeParenthesis()
    ) {
      throw new SyntaxProblem(
        'unsupported-promql',
        reader.current.from,
        'fill modifiers are experimental, from Prometheus 3.10 on; use "or".',
      );
    }
    const own = PRECEDENCE[op];
    const right = this.#readOperation(isRightAssociative(op) ? own : own + 1);
    this.#height = Math.max(height, this.#height);
    return this.#placed(binary(op, left, right, { bool, matching }), from);
  }

  #takeOperator(): Token {
    const token = this.#reader.next();
    if (++this.#operators > LONGEST_CHAIN) {
      throw new SyntaxProblem(
        'promql-too-deep',
        token.from,
        `At most ${LONGEST_CHAIN} operators may follow each other; use parentheses or recording rules.`,
      );
    }
    return token;
  }

  #readOperand(): Expression {
    const reader = this.#reader;
    const { text, from } = reader.current;
    if (text === '-' || text === '+') {
      this.#takeOperator();
      // A sign belongs to what follows it and not to the number: `-1 ^ 2` is −1.
      const operand = this.#readOperation(SIGN_PRECEDENCE + 1);
      return this.#placed(unary(text, operand), from);
    }
    let isEnclosed = text === '(';
    let expression = isEnclosed
      ? reader.within('(', () => this.read())
      : this.#readUnit();
    for (;;) {
      const longer = readPostfix({ expression, from, isEnclosed }, reader);
      if (!longer) {
        return expression;
      }
      this.#placed(longer, reader.positions.get(expression) ?? from);
      expression = longer;
      isEnclosed = false;
    }
  }

  #readUnit(): Expression {
    const reader = this.#reader;
    const { kind, text, from } = reader.current;
    this.#height = 0;
    if (kind === 'number' || reader.isWord('inf', 'nan')) {
      return this.#placed(number(numberOf(takeNumber(reader))), from);
    }
    if (kind === 'string') {
      const { value, placeholders } = readString(reader.next(), reader);
      return this.#placed(string(value, placeholders), from);
    }
    if (text === '{') {
      return this.#placed(readSelector(undefined, reader), from);
    }
    return kind === 'word' && !reader.isWord(...RESERVED)
      ? this.#placed(this.#readNamed(reader.next()), from)
      : reader.fail();
  }

  /** What begins with a name: a call, an aggregation or a selector. */
  #readNamed(name: Token): Expression {
    const reader = this.#reader;
    const isCalled = reader.is('(');
    if (isCalled && Object.hasOwn(FUNCTIONS, name.text)) {
      return call(name.text, ...this.#readArguments());
    }
    const op = name.text.toLowerCase();
    return Object.hasOwn(AGGREGATIONS, op) &&
      (isCalled || reader.isWord('by', 'without'))
      ? this.#readAggregate(op, name.from)
      : readSelector(name, reader);
  }

  #readArguments(): Expression[] {
    let height = 0;
    const args = this.#reader.list('(', () => {
      const arg = this.read();
      height = Math.max(height, this.#height);
      return arg;
    });
    this.#height = height;
    return args;
  }

  #readAggregate(op: string, from: number): Expression {
    const before = this.#readGrouping();
    const args = this.#readArguments();
    const grouping = before ?? this.#readGrouping();
    if (args.length < 1 || args.length > 2) {
      throw new SyntaxProblem(
        'invalid-promql',
        from,
        'An aggregation takes one expression, some also a parameter before it.',
      );
    }
    const [expression, parameter] = args.toReversed();
    return aggregate(op, expression, grouping, parameter);
  }

  #readGrouping(): Grouping | undefined {
    const word = this.#reader.takeWord('by', 'without');
    if (!word) {
      return undefined;
    }
    const { labels, placeholders } = readLabels(this.#reader);
    return word.text.toLowerCase() === 'by'
      ? by(labels, placeholders)
      : without(labels, placeholders);
  }

  #placed(expression: Expression, from: number): Expression {
    this.#limit(++this.#height, from);
    this.#reader.positions.set(expression, from);
    return expression;
  }

  #limit(depth: number, from: number): void {
    if (depth > DEEPEST) {
      throw new SyntaxProblem('promql-too-deep', from);
    }
  }
}

function operatorOf({ text, from }: Token): BinaryOp | undefined {
  const op = text.toLowerCase();
  if (op === '</' || op === '>/') {
    throw new SyntaxProblem(
      'unsupported-promql',
      from,
      'Trimming native histograms is experimental.',
    );
  }
  return isBinaryOp(op) ? op : undefined;
}
