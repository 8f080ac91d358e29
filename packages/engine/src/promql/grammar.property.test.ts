import { parser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { corpus } from './__testUtils__/corpus';
import { mutations } from './__testUtils__/mutations';
import { Expression } from './expression';
import { parse, ParseResult } from './parse';

const grammar = parser.configure({ strict: true });

/** What is wrong with texts that follow the grammar. */
const BEYOND_GRAMMAR =
  /^(?:invalid-(?:string|number|regex|range|offset)|empty-selector|two-metric-names|unsupported-promql|promql-too-deep)$/;
/** What Prometheus reads and this grammar does not, `1.`; and spaces, where it is the other way round. */
const OTHERWISE = /\d\.(?!\d)|[^\S \t\r\n]/;

type Piece = readonly [name: string, index?: number];

/** Nodes that are in both trees. Precedence is compared with a real server instead: that of this grammar is none. */
const OPERANDS: Readonly<Record<string, string>> = {
  VectorSelector: 'vectorSelector',
  FunctionCall: 'call',
  AggregateExpr: 'aggregate',
};
const COUNTED: Readonly<Record<string, string>> = {
  NumberDurationLiteral: 'number',
  MatrixSelector: 'matrixSelector',
  SubqueryExpr: 'subquery',
  OffsetExpr: 'offset',
};

function theirPieces(text: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  try {
    grammar.parse(text).iterate({
      enter: ({ name, from, node }) => {
        if (name === 'BinaryExpr') {
          let op = node.firstChild!.nextSibling!;
          while (op.name === 'LineComment') {
            op = op.nextSibling!;
          }
          pieces.push([text.slice(op.from, op.to).toLowerCase(), op.from]);
        } else if (Object.hasOwn(OPERANDS, name)) {
          pieces.push([OPERANDS[name], from]);
        } else if (
          Object.hasOwn(COUNTED, name) &&
          !(
            name === 'NumberDurationLiteral' &&
            node.parent?.name === 'StepInvariantExpr'
          )
        ) {
          pieces.push([COUNTED[name]]);
        }
      },
    });
    return pieces;
  } catch {
    return undefined;
  }
}

function ourPieces({ expression, locate }: ParseResult, text: string): Piece[] {
  const lines = text.split('\n');
  const pieces: Piece[] = [];
  const indexOf = (node: Expression) => {
    const { line, column } = locate(node)!;
    const before = lines.slice(0, line - 1);
    return before.reduce((sum, { length }) => sum + length + 1, column - 1);
  };
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) {
      return;
    }
    const node = value as Expression;
    if (node.kind === 'binary') {
      pieces.push([node.op, indexOf(node)]);
    } else if (Object.values(OPERANDS).includes(node.kind)) {
      pieces.push([node.kind, indexOf(node)]);
    } else if (Object.values(COUNTED).includes(node.kind)) {
      pieces.push([node.kind]);
    }
    Object.values(value).forEach(visit);
  };
  visit(expression);
  return pieces;
}

function inOrder(pieces: readonly Piece[]): string[] {
  return pieces.map(piece => piece.join(' at ')).sort();
}

function expectAgreement(text: string): void {
  if (OTHERWISE.test(text)) {
    return;
  }
  const ours = parse(text);
  const theirs = theirPieces(text);
  if (ours.expression) {
    expect([text, inOrder(ourPieces(ours, text))]).toEqual([
      text,
      theirs && inOrder(theirs),
    ]);
    return;
  }
  const [{ code, detail }] = ours.diagnostics;
  if (!BEYOND_GRAMMAR.test(code) && !detail?.startsWith('An aggregation')) {
    expect([text, theirs]).toEqual([text, undefined]);
  }
}

const anyOfCorpus = fc.constantFrom(...corpus.map(([, text]) => text));
const mutated = anyOfCorpus.chain(mutations);

describe('the grammar that Prometheus publishes', () => {
  it('agrees with us on what people have', () => {
    for (const [, text] of corpus) {
      expectAgreement(text);
    }
  });

  it.each([
    ['a token', mutated],
    ['two tokens', mutated.chain(mutations)],
  ])('agrees with us on what is wrong by %s', (_what, texts) => {
    fc.assert(fc.property(texts, expectAgreement), { numRuns: 1500 });
  });
});
