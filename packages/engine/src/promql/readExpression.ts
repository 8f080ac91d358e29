import { SyntaxNode } from '@lezer/common';
import { aggregate, call, number, placeholder, string } from './builders';
import { joinChain, Link } from './chain';
import { checkSelector } from './checkSelector';
import { Expression } from './expression';
import { by, without } from './labelLists';
import { isBinaryOp } from './operators';
import { readPostfix, SIGN } from './readPostfix';
import {
  childrenOf,
  readLabels,
  readMatching,
  readNumber,
  readSelector,
  readString,
  Source,
  textOf,
} from './readTokens';
import { SyntaxProblem } from './syntaxProblem';

const DEEPEST = 500;

/** Reads a node of the concrete tree, or throws a SyntaxProblem. */
export function readExpression(
  node: SyntaxNode,
  source: Source,
  depth = 0,
): Expression {
  const links: Link[] = [];
  readLinks(node, source, depth, links);
  const expression = joinChain(links, source.positions);
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
      links.push(readSign(textOf(children[0], source), node.from));
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
      if (last.isEnclosed && node.name !== 'SubqueryExpr') {
        throw new SyntaxProblem(
          node.name === 'MatrixSelector' ? 'invalid-range' : 'invalid-offset',
          node.from,
          'Leave out the parentheses around the selector.',
        );
      }
      const apply = readPostfix(node, children, source);
      const { positions } = source;
      const from = positions.get(last.expression) ?? node.from;
      const expression = apply(last.expression);
      positions.set(expression, from);
      links.push({ kind: 'operand', expression });
      return;
    }
    case 'NumberDurationLiteral':
      readNumberLinks(node, source, links);
      return;
    default: {
      const expression = readOperand(node, children, source, depth);
      if (!source.positions.has(expression)) {
        source.positions.set(expression, node.from);
      }
      const isEnclosed = node.name === 'ParenExpr';
      links.push({ kind: 'operand', expression, isEnclosed });
    }
  }
}

/** A sign belongs to the chain of operators and not to the number: `-1 ^ 2` is −1. */
function readNumberLinks(
  node: SyntaxNode,
  source: Source,
  links: Link[],
): void {
  const text = textOf(node, source);
  const signed = /^[-+]/.test(text);
  if (signed) {
    links.push(readSign(text[0], node.from));
  }
  const digits = signed ? text.replace(SIGN, '') : text;
  const value = readNumber(digits, node.from);
  const expression = number(value);
  source.positions.set(expression, node.from);
  links.push({ kind: 'operand', expression });
}

function readSign(text: string, from: number): Link {
  return { kind: 'sign', op: text === '-' ? '-' : '+', from };
}

function readOperator(nodes: readonly SyntaxNode[], source: Source): Link {
  const [opNode, ...modifiers] = nodes;
  const op = textOf(opNode, source).toLowerCase();
  const fill = modifiers.find(({ name }) => name.startsWith('Fill'));
  if (!isBinaryOp(op) || fill) {
    throw new SyntaxProblem(
      'unsupported-promql',
      (fill ?? opNode).from,
      fill
        ? 'fill modifiers are experimental, from Prometheus 3.10 on; use "or".'
        : 'Trimming native histograms is experimental.',
    );
  }
  const clause = modifiers.find(
    ({ name }) => name === 'MatchingModifierClause',
  );
  return {
    kind: 'operator',
    from: opNode.from,
    op,
    bool: modifiers.some(({ name }) => name === 'BoolModifier'),
    matching: clause && readMatching(clause, source),
  };
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
    case 'StringLiteral': {
      const { value, placeholders } = readString(node, source);
      return string(value, placeholders);
    }
    case 'VectorSelector': {
      const selector = readSelector(node, source);
      return selector
        ? checkSelector(selector, node.from)
        : placeholder(textOf(node, source));
    }
    case 'FunctionCall': {
      const args = childrenOf(children[1]).map(child =>
        readExpression(child, source, depth + 1),
      );
      return call(textOf(children[0], source), ...args);
    }
    case 'AggregateExpr':
      return readAggregate(node, source, depth);
    default:
      throw new SyntaxProblem(
        'unsupported-promql',
        node.from,
        'anchored and smoothed are experimental, from Prometheus 3.7 on.',
      );
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
    throw new SyntaxProblem(
      'invalid-promql',
      node.from,
      'An aggregation takes one expression, some also a parameter before it.',
    );
  }
  const list = modifier?.getChild('GroupingLabels') ?? null;
  const { labels, placeholders } = readLabels(list, source);
  const grouping = modifier?.getChild('By')
    ? by(labels, placeholders)
    : without(labels, placeholders);
  return aggregate(
    textOf(op, source).toLowerCase(),
    args[args.length - 1],
    modifier ? grouping : undefined,
    args.length === 2 ? args[0] : undefined,
  );
}
