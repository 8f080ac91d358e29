import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { explainSyntax } from './explainSyntax';
import { Expression } from './expression';
import { PlaceholderSyntax } from './placeholder';
import { readExpression } from './readExpression';
import { Source } from './readTokens';
import { scan, Scan } from './scan';
import { PROBLEMS, SyntaxProblem } from './syntaxProblem';

/**
 * How a text is read.
 *
 * @public
 */
export interface ParseOptions {
  /** Which placeholders the text may hold; none when left out, and `$job` in a string is then text. */
  readonly placeholders?: PlaceholderSyntax;
}

/**
 * What a text means, or why it means nothing. `expression` is absent exactly when there is an error among the
 * diagnostics.
 *
 * @public
 */
export interface ParseResult {
  readonly expression?: Expression;
  readonly diagnostics: readonly Diagnostic[];
  /** Where a node of this expression begins; of an operation where its operator stands. */
  locate(node: Expression): SourcePosition | undefined;
}

const LONGEST = 128 * 1024;

/** Stops at the first error and says where. Slower than the plain grammar on what is right. */
const strictGrammar = parser.configure({ strict: true });
/** The plain grammar goes on after an error, which is dear where there are many. */
const LONGEST_PLAIN = 4096;

function positionAt(text: string, index: number): SourcePosition {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: index - lineStart + 1,
  };
}

function toDiagnostic(
  { code, index, hint }: SyntaxProblem,
  text: string,
): Diagnostic {
  return {
    severity: 'error',
    code,
    path: '',
    summary: PROBLEMS[code],
    ...(hint !== undefined && { detail: hint }),
    position: positionAt(text, index),
  };
}

function hasError(tree: Tree): boolean {
  let found = false;
  tree.iterate({
    enter: ({ type }) => {
      found ||= type.isError;
      return !found;
    },
  });
  return found;
}

function parseTree({ masked, placeholders }: Scan, text: string): Tree {
  if (masked.length <= LONGEST_PLAIN) {
    const tree = parser.parse(masked);
    if (!hasError(tree)) {
      return tree;
    }
  }
  try {
    return strictGrammar.parse(masked);
  } catch (error) {
    const stuck = error instanceof SyntaxError && /\d+$/.exec(error.message);
    if (stuck) {
      throw explainSyntax(text, Number(stuck[0]), placeholders);
    }
    throw error;
  }
}

function readText(
  text: string,
  options: ParseOptions,
  positions: Source['positions'],
): Expression {
  if (text.length > LONGEST) {
    throw new SyntaxProblem(
      'promql-too-long',
      LONGEST,
      `At most ${LONGEST} characters are read.`,
    );
  }
  const scanned = scan(text, options.placeholders);
  const { topNode } = parseTree(scanned, text);
  let first = topNode.firstChild;
  while (first?.name === 'LineComment') {
    first = first.nextSibling;
  }
  if (!first) {
    throw explainSyntax(text, 0);
  }
  return readExpression(first, {
    text,
    placeholders: scanned.placeholders,
    hasVariables: options.placeholders !== undefined,
    positions,
  });
}

/**
 * Reads PromQL. Never throws: what is wrong comes back as diagnostics with code and position. Types are not
 * checked; `parseTyped` does both.
 *
 * @public
 */
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const positions = new Map<Expression, number>();
  const locate = (node: Expression) => {
    const index = positions.get(node);
    return index === undefined ? undefined : positionAt(text, index);
  };
  try {
    const expression = readText(text, options, positions);
    return { expression, diagnostics: [], locate };
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      return { diagnostics: [toDiagnostic(error, text)], locate };
    }
    throw error;
  }
}
