import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  AggregateNode,
  CallNode,
  Expression,
  SelectorMatcher,
} from '../expression';
import { regexBacktracks } from '../regex';
import { checkBinary } from './checkBinary';
import { AGGREGATIONS, FunctionSignature, FUNCTIONS } from './functions';
import { typeProblem, TypeProblemCode } from './typeProblem';
import { ValueType } from './valueType';

/**
 * Type of an expression, and what Prometheus would refuse in it.
 *
 * @public
 */
export interface TypeCheck {
  readonly type: ValueType;
  /** Errors are what Prometheus refuses; warnings what it takes only with a feature flag. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * How types are checked.
 *
 * @public
 */
export interface TypeCheckOptions {
  /** What the expression may give; anything when left out. Rules and SLIs take scalars and instant vectors. */
  readonly allowed?: readonly ValueType[];
  /** Where a node stands in the text that it was read from. */
  readonly locate?: (node: Expression) => SourcePosition | undefined;
}

const WITH_RANGE = 'Add a range, such as [5m].';
const HINTS: Readonly<Record<string, string>> = {
  'range vector < instant vector': WITH_RANGE,
  'instant vector < range vector':
    'Put a function over time around it, such as rate(…).',
  'instant vector < scalar': 'Write vector(…) around it.',
  'scalar < instant vector': 'Write scalar(…) around it.',
};

class TypeChecker {
  readonly diagnostics: Diagnostic[] = [];
  private readonly locate: NonNullable<TypeCheckOptions['locate']>;
  /** Those around the one at hand, innermost last. */
  private readonly nodes: Expression[] = [];

  constructor(locate: TypeCheckOptions['locate'] = () => undefined) {
    this.locate = locate;
  }

  report(code: TypeProblemCode, detail: string, at?: Expression): void {
    const place = (at && this.locate(at)) ?? this.placeAround();
    this.diagnostics.push(typeProblem(code, detail, place));
  }

  typeOf(node: Expression): ValueType {
    this.nodes.push(node);
    const type = this.check(node);
    this.nodes.pop();
    return type;
  }

  /** Of the innermost node that stands somewhere; lines are counted only for what is told. */
  private placeAround(): SourcePosition | undefined {
    for (let index = this.nodes.length - 1; index >= 0; index--) {
      const place = this.locate(this.nodes[index]);
      if (place) {
        return place;
      }
    }
    return undefined;
  }

  private check(node: Expression): ValueType {
    switch (node.kind) {
      case 'number':
        return 'scalar';
      case 'string':
        return 'string';
      case 'placeholder':
        return 'unknown';
      case 'vectorSelector':
        this.checkPatterns(node.matchers);
        return 'instant vector';
      case 'matrixSelector':
        this.checkPatterns(node.selector.matchers);
        return 'range vector';
      case 'subquery':
        this.expect('A subquery', 'instant vector', node.expression);
        return 'range vector';
      case 'offset':
      case 'at':
        return this.typeOf(node.expression);
      case 'unary':
        return this.checkUnary(node.op, node.expression);
      case 'binary':
        return checkBinary(
          node,
          this.typeOf(node.left),
          this.typeOf(node.right),
          (code, detail) => this.report(code, detail),
        );
      case 'aggregate':
        return this.checkAggregate(node);
      case 'call':
        return this.checkCall(node);
      default: {
        const unreachable: never = node;
        return unreachable;
      }
    }
  }

  private expect(what: string, wanted: ValueType, node: Expression): void {
    const type = this.typeOf(node);
    if (type === wanted || type === 'unknown') {
      return;
    }
    const hint = HINTS[`${wanted} < ${type}`];
    this.report(
      'wrong-argument-type',
      `${what} takes ${article(wanted)}, not ${article(type)}.${
        hint ? ` ${hint}` : ''
      }`,
      node,
    );
  }

  private checkPatterns(matchers: readonly SelectorMatcher[]): void {
    for (const { label, op, value, placeholders } of matchers) {
      const isPattern = (op === '=~' || op === '!~') && !placeholders;
      if (isPattern && regexBacktracks(value)) {
        this.report(
          'regex-backtracks',
          `The pattern for ${label} can match one text in many ways. Prometheus copes; other tools may hang.`,
        );
      }
    }
  }

  private checkUnary(op: string, operand: Expression): ValueType {
    const type = this.typeOf(operand);
    if (type === 'string' || type === 'range vector') {
      this.report(
        'wrong-operand',
        `A sign (${op}) may stand before numbers and instant vectors, not before ${article(
          type,
        )}.`,
      );
      return 'unknown';
    }
    return type;
  }

  private checkAggregate(node: AggregateNode): ValueType {
    const { op, parameter, expression } = node;
    if (!Object.hasOwn(AGGREGATIONS, op)) {
      this.report('unknown-function', `There is no aggregation ${op}.`);
    } else {
      const signature = AGGREGATIONS[op];
      this.reportAge(op, signature);
      if (signature.parameter && parameter) {
        this.expect(`${op}'s parameter`, signature.parameter, parameter);
      } else if (signature.parameter || parameter) {
        this.report(
          'wrong-argument-count',
          signature.parameter
            ? `${op} needs ${article(signature.parameter)} before the vector.`
            : `${op} takes one vector and nothing else.`,
        );
      }
    }
    this.expect(op, 'instant vector', expression);
    return 'instant vector';
  }

  private checkCall(node: CallNode): ValueType {
    const { name, args } = node;
    if (!Object.hasOwn(FUNCTIONS, name)) {
      args.forEach(arg => this.typeOf(arg));
      this.report('unknown-function', `There is no function ${name}.`);
      return 'unknown';
    }
    const signature = FUNCTIONS[name];
    this.reportAge(name, signature);
    const most = signature.variadic ? Infinity : signature.args.length;
    const least = signature.args.length - (signature.optional ?? 0);
    if (args.length < least || args.length > most) {
      this.report(
        'wrong-argument-count',
        `${name} takes ${countOf(least, most)}, not ${args.length}.`,
      );
    }
    args.forEach((arg, index) => {
      const wanted = signature.args[Math.min(index, signature.args.length - 1)];
      if (wanted === undefined || index >= most) {
        this.typeOf(arg);
      } else {
        this.expect(name, wanted, arg);
      }
    });
    return signature.returns;
  }

  private reportAge(
    name: string,
    { since, experimental }: Pick<FunctionSignature, 'since' | 'experimental'>,
  ): void {
    if (since === undefined) {
      return;
    }
    this.report(
      experimental ? 'experimental-function' : 'new-function',
      `${name} exists since Prometheus ${since}${
        experimental ? ' behind --enable-feature' : ''
      }; older servers refuse the expression.`,
    );
  }
}

function article(type: ValueType): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

function countOf(least: number, most: number): string {
  const noun = (count: number) => `${count} argument${count === 1 ? '' : 's'}`;
  if (most === Infinity) {
    return `at least ${noun(least)}`;
  }
  return least === most ? noun(least) : `${least} to ${noun(most)}`;
}

/**
 * Checks an expression as Prometheus does before it evaluates one: types of arguments and operands, numbers of
 * arguments, `bool`, joins. Also names functions that only newer servers have.
 *
 * @public
 */
export function checkTypes(
  expression: Expression,
  { allowed, locate }: TypeCheckOptions = {},
): TypeCheck {
  const checker = new TypeChecker(locate);
  const type = checker.typeOf(expression);
  if (allowed && type !== 'unknown' && !allowed.includes(type)) {
    checker.report(
      'wrong-type',
      `It gives ${article(type)}; here is needed ${allowed
        .map(article)
        .join(' or ')}.`,
      expression,
    );
  }
  return { type, diagnostics: checker.diagnostics };
}
