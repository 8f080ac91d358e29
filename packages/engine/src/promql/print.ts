import { formatDuration } from './duration';
import {
  AggregateNode,
  AtNode,
  BinaryNode,
  Expression,
  SelectorMatcher,
  SubqueryNode,
  UnaryNode,
  VectorMatching,
  VectorSelectorNode,
} from './expression';
import { formatNumber } from './numberLiteral';
import { isRightAssociative, PRECEDENCE, SIGN_PRECEDENCE } from './operators';
import { DurationValue, maskPlaceholders, Placeholder } from './placeholder';
import { quoteForGrafana, quoteString } from './stringLiteral';

const METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
// Read as a number or as part of the grammar where a metric stands; the last two trip the parser that we use.
const RESERVED =
  /^(?:inf|nan|bool|on|ignoring|group_left|group_right|offset|and|or|unless|atan2|by|without|constructor|__proto__)$/i;

// Refused in a list of labels unless they are quoted, which servers before 3.0 cannot read.
const RESERVED_LABEL = /^(?:inf|nan|without)$/i;

/** How texts are put into quotes; placeholders in them stay as they are. */
type Quote = (text: string, placeholders?: readonly Placeholder[]) => string;

class Printer {
  private readonly quote: Quote;
  private readonly quoted = new Map<string, string>();

  constructor(quote: Quote) {
    this.quote = quote;
  }

  print(expression: Expression): string {
    switch (expression.kind) {
      case 'number':
        return formatNumber(expression.value);
      case 'string':
        return this.quote(expression.value, expression.placeholders);
      case 'placeholder':
        return expression.text;
      case 'vectorSelector':
        return this.selector(expression);
      case 'matrixSelector':
        return `${this.selector(expression.selector)}[${printDuration(
          expression.rangeMs,
        )}]`;
      case 'subquery':
        return this.subquery(expression);
      case 'offset':
        return `${this.operand(expression.expression)} offset ${printDuration(
          expression.offsetMs,
        )}`;
      case 'at':
        return `${this.operand(expression.expression)} @ ${printTime(
          expression.at,
        )}`;
      case 'unary':
        return this.unary(expression);
      case 'binary':
        return this.binary(expression);
      case 'aggregate':
        return this.aggregate(expression);
      case 'call':
        return `${expression.name}(${this.list(expression.args)})`;
      default: {
        const unreachable: never = expression;
        return unreachable;
      }
    }
  }

  /** Put together by `+`, which does not copy them: texts may be long, and one within the other. */
  private list(expressions: readonly Expression[]): string {
    return expressions.reduce((text, each, index) => {
      const printed = this.print(each);
      return index === 0 ? printed : `${text}, ${printed}`;
    }, '');
  }

  private labels(
    labels: readonly string[],
    placeholders: readonly string[] = [],
  ): string {
    const each = (label: string) => {
      if (placeholders.includes(label)) {
        return label;
      }
      return RESERVED_LABEL.test(label) ? this.quote(label) : this.label(label);
    };
    return `(${labels.map(each).join(', ')})`;
  }

  private label(label: string): string {
    return LABEL_NAME.test(label) ? label : this.quote(label);
  }

  private matcher(of: SelectorMatcher): string {
    const label = of.isPlaceholderLabel ? of.label : this.label(of.label);
    return `${label}${of.op}${this.value(of)}`;
  }

  /** What many SLIs have in common stands there again and again, and is long. */
  private value({ value, placeholders }: SelectorMatcher): string {
    if (placeholders) {
      return this.quote(value, placeholders);
    }
    const quoted = this.quoted.get(value) ?? this.quote(value);
    this.quoted.set(value, quoted);
    return quoted;
  }

  private selector(node: VectorSelectorNode): string {
    const { metric, matchers, placeholders = [] } = node;
    const bare = maskPlaceholders(metric ?? '_', placeholders);
    // Prometheus refuses a name before the braces and another one inside.
    const isPlain =
      METRIC_NAME.test(bare) &&
      !RESERVED.test(bare) &&
      !matchers.some(({ label }) => label === '__name__');
    const inside = matchers.map(each => this.matcher(each));
    if (metric !== undefined && !isPlain) {
      inside.unshift(`__name__=${this.quote(metric, placeholders)}`);
    }
    const name = isPlain ? metric ?? '' : '';
    return inside.length > 0 || name === ''
      ? `${name}{${inside.join(',')}}`
      : name;
  }

  private matching(node: VectorMatching): string {
    const { kind, labels, group, placeholders } = node;
    // The list is written even if it is empty, or a parenthesis of the right operand would be read as one.
    const side = group
      ? ` group_${group.side} ${this.labels(group.include, placeholders)}`
      : '';
    return ` ${kind} ${this.labels(labels, placeholders)}${side}`;
  }

  private enclose(expression: Expression, needed: boolean): string {
    return needed ? `(${this.print(expression)})` : this.print(expression);
  }

  private binary(node: BinaryNode): string {
    const { op, left, right } = node;
    const own = PRECEDENCE[op];
    const rightward = isRightAssociative(op);
    const leftNeeds = rightward
      ? precedenceOf(left) <= own
      : precedenceOf(left) < own;
    // A sign may stand after an operator, however tight: `a ^ -b`.
    const signed = right.kind === 'number' || right.kind === 'unary';
    const rightNeeds =
      !signed &&
      (rightward ? precedenceOf(right) < own : precedenceOf(right) <= own);
    const before = `${this.enclose(left, leftNeeds)} ${op}`;
    const bool = node.bool ? ' bool' : '';
    const matching = node.matching ? this.matching(node.matching) : '';
    return `${before}${bool}${matching} ${this.enclose(right, rightNeeds)}`;
  }

  private unary({ op, expression }: UnaryNode): string {
    return `${op}${this.enclose(
      expression,
      precedenceOf(expression) <= SIGN_PRECEDENCE,
    )}`;
  }

  private aggregate(node: AggregateNode): string {
    const { op, parameter, expression, grouping } = node;
    const args = this.list([...(parameter ? [parameter] : []), expression]);
    const modifier = grouping
      ? ` ${grouping.kind} ${this.labels(
          grouping.labels,
          grouping.placeholders,
        )} `
      : '';
    return `${op}${modifier}(${args})`;
  }

  private subquery({ expression, rangeMs, stepMs }: SubqueryNode): string {
    const step = stepMs === undefined ? '' : printDuration(stepMs);
    return `${this.operand(expression)}[${printDuration(rangeMs)}:${step}]`;
  }

  /** What `[…]`, `offset` and `@` are written behind. */
  private operand(expression: Expression): string {
    return this.enclose(expression, precedenceOf(expression) !== Infinity);
  }
}

function printDuration(duration: DurationValue): string {
  return typeof duration === 'number'
    ? formatDuration(duration)
    : duration.placeholder;
}

function printTime(time: AtNode['at']): string {
  if (typeof time === 'object') {
    return time.placeholder;
  }
  return typeof time === 'number' ? formatNumber(time) : `${time}()`;
}

/** How tightly the outermost operator binds; Infinity for what needs no parentheses anywhere. */
function precedenceOf(expression: Expression): number {
  switch (expression.kind) {
    case 'binary':
      return PRECEDENCE[expression.op];
    case 'unary':
      return SIGN_PRECEDENCE;
    case 'number':
      return expression.value < 0 ? SIGN_PRECEDENCE : Infinity;
    default:
      return Infinity;
  }
}

/** Each text is printed by a printer of its own, so that nothing of it stays. */
const printWith = (quote: Quote, expression: Expression) =>
  new Printer(quote).print(expression);

/**
 * The one canonical text of an expression: parentheses only where they are needed, numbers and durations in one
 * spelling, every text escaped. Parsing it gives the same tree. Grafana variables are printed as they were written.
 *
 * @public
 */
export function print(expression: Expression): string {
  return printWith(text => quoteString(text), expression);
}

/**
 * The canonical text for a Grafana panel: placeholders are left for Grafana to fill in, and text that only looks
 * like one, such as a label value `$job`, is written so that Grafana leaves it alone.
 *
 * @public
 */
export function printForGrafana(expression: Expression): string {
  return printWith(quoteForGrafana, expression);
}
