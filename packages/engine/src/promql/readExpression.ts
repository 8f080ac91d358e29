import { SyntaxNode } from '@lezer/common';
import {
  aggregate,
  at,
  by,
  call,
  number,
  offset,
  rangeSelector,
  string,
  subquery,
  without,
} from './builders';
import { joinChain, Link } from './chain';
import { AtNode, Expression, VectorSelectorNode } from './expression';
import { isBinaryOp } from './operators';
import {
  childrenOf,
  readDuration,
  readLabels,
  readMatching,
  readNumber,
  readSelector,
  readString,
  Source,
  textOf,
} from './readTokens';
import { isRegex } from './regex';
import { SyntaxProblem } from './syntaxProblem';

const DEEPEST = 200;

/** Nodes whose first child is part of the same chain of operators, whatever the concrete tree says. */
type Postfix = (operand: Expression) => Expression;

/** Reads a node of the concrete tree, or throws a SyntaxProblem. */
export function readExpression(
  node: SyntaxNode,
  source: Source,
  depth = 0,
): Expression {
  const links: Link[] = [];
  readLinks(node, source, depth, links);
  const expression = joinChain(links);
  if (!expression) {
    throw new SyntaxProblem('invalid-promql', node.from);
  }
  return expression;
}

function readLinks(
  node: SyntaxNode,
  source: Source,
  depth: number,
  links: Link[],
): void {
  if (depth > DEEPEST) {
    throw new SyntaxProblem('promql-too-deep', node.from);
  }
  const children = childrenOf(node);
  switch (node.name) {
    case 'BinaryExpr':
      readLinks(children[0], source, depth + 1, links);
      links.push(readOperator(children.slice(1, -1), source));
      readLinks(children[children.length - 1], source, depth + 1, links);
      return;
    case 'UnaryExpr':
      links.push(readSign(textOf(children[0], source)));
      readLinks(children[1], source, depth + 1, links);
      return;
    case 'OffsetExpr':
    case 'StepInvariantExpr':
    case 'MatrixSelector':
    case 'SubqueryExpr': {
      readLinks(children[0], source, depth + 1, links);
      const last = links.pop();
      if (last?.kind !== 'operand') {
        throw new SyntaxProblem('invalid-promql', node.from);
      }
      const apply = readPostfix(node, children, source);
      links.push({ kind: 'operand', expression: apply(last.expression) });
      return;
    }
    case 'NumberDurationLiteral': {
      const text = textOf(node, source);
      const signed = /^[-+]/.test(text);
      if (signed) {
        links.push(readSign(text[0]));
      }
      const value = readNumber(signed ? text.slice(1).trim() : text, node.from);
      links.push({ kind: 'operand', expression: number(value) });
      return;
    }
    default:
      links.push({
        kind: 'operand',
        expression: readOperand(node, children, source, depth),
      });
  }
}

function readSign(text: string): Link {
  return { kind: 'sign', op: text === '-' ? '-' : '+' };
}

function readOperator(nodes: readonly SyntaxNode[], source: Source): Link {
  const [opNode, ...modifiers] = nodes;
  const op = textOf(opNode, source).toLowerCase();
  const fill = modifiers.find(({ name }) => name.startsWith('Fill'));
  if (!isBinaryOp(op) || fill) {
    throw new SyntaxProblem('unsupported-promql', (fill ?? opNode).from);
  }
  const clause = modifiers.find(
    ({ name }) => name === 'MatchingModifierClause',
  );
  return {
    kind: 'operator',
    op,
    bool: modifiers.some(({ name }) => name === 'BoolModifier'),
    matching: clause && readMatching(clause, source),
  };
}

function readPostfix(
  node: SyntaxNode,
  children: readonly SyntaxNode[],
  source: Source,
): Postfix {
  switch (node.name) {
    case 'OffsetExpr': {
      const offsetMs = readDuration(children[2], source);
      return operand => offset(shiftable(operand, node), offsetMs);
    }
    case 'StepInvariantExpr': {
      const time = readTime(children[2], source);
      return operand => at(shiftable(operand, node), time);
    }
    case 'MatrixSelector': {
      const rangeMs = readDuration(children[1], source);
      return operand => {
        if (operand.kind !== 'vectorSelector' || rangeMs <= 0) {
          throw new SyntaxProblem('invalid-range', node.from);
        }
        return rangeSelector(operand, rangeMs);
      };
    }
    default: {
      const rangeMs = readDuration(children[1], source);
      const stepMs = children[2] && readDuration(children[2], source);
      return operand => subquery(operand, rangeMs, stepMs);
    }
  }
}

const SHIFTABLE: readonly Expression['kind'][] = [
  'vectorSelector',
  'matrixSelector',
  'subquery',
  'offset',
  'at',
];

function shiftable(operand: Expression, node: SyntaxNode): Expression {
  if (!SHIFTABLE.includes(operand.kind)) {
    throw new SyntaxProblem('invalid-offset', node.from);
  }
  return operand;
}

function readTime(node: SyntaxNode, source: Source): AtNode['at'] {
  if (node.name === 'AtModifierPreprocessors') {
    return node.getChild('AtStart') ? 'start' : 'end';
  }
  const text = textOf(node, source);
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * readNumber(text.replace(/^[-+]\s*/, ''), node.from);
}

function readOperand(
  node: SyntaxNode,
  children: readonly SyntaxNode[],
  source: Source,
  depth: number,
): Expression {
  switch (node.name) {
    case 'ParenExpr':
      return readExpression(children[0], source, depth + 1);
    case 'StringLiteral':
      return string(readString(node, source));
    case 'VectorSelector':
      return checkSelector(readSelector(node, source), node);
    case 'FunctionCall': {
      const args = childrenOf(children[1]).map(child =>
        readExpression(child, source, depth + 1),
      );
      return call(textOf(children[0], source), ...args);
    }
    case 'AggregateExpr':
      return readAggregate(node, source, depth);
    default:
      throw new SyntaxProblem('unsupported-promql', node.from);
  }
}

function readAggregate(
  node: SyntaxNode,
  source: Source,
  depth: number,
): Expression {
  const [op, body, modifier] = [
    'AggregateOp',
    'FunctionCallBody',
    'AggregateModifier',
  ].map(name => node.getChild(name));
  const args = (body ? childrenOf(body) : []).map(child =>
    readExpression(child, source, depth + 1),
  );
  if (!op || args.length < 1 || args.length > 2) {
    throw new SyntaxProblem('invalid-promql', node.from);
  }
  const list = modifier?.getChild('GroupingLabels');
  const labels = list ? readLabels(list, source) : [];
  const grouping = modifier?.getChild('By') ? by(labels) : without(labels);
  return aggregate(
    textOf(op, source).toLowerCase(),
    args[args.length - 1],
    modifier ? grouping : undefined,
    args.length === 2 ? args[0] : undefined,
  );
}

/** Prometheus refuses a selector that could choose every series, and patterns that it cannot compile. */
function checkSelector(
  node: VectorSelectorNode,
  { from }: SyntaxNode,
): VectorSelectorNode {
  let refusesEmpty = node.metric !== undefined && node.metric !== '';
  for (const { op, value } of node.matchers) {
    const isPattern = op === '=~' || op === '!~';
    if (isPattern && !isRegex(value)) {
      throw new SyntaxProblem('invalid-regex', from);
    }
    refusesEmpty ||= isPattern
      ? (op === '=~') !== matchesEmpty(value)
      : (op === '=') === (value !== '');
  }
  if (!refusesEmpty) {
    throw new SyntaxProblem('empty-selector', from);
  }
  return node;
}

function matchesEmpty(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test('');
  } catch {
    return false;
  }
}
