import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression } from './expression';
import { ExpressionReader } from './ExpressionReader';
import { PlaceholderSyntax } from './placeholder';
import { PROBLEMS, SyntaxProblem } from './syntaxProblem';
import { TokenReader } from './TokenReader';

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

function readText(
  text: string,
  { placeholders }: ParseOptions,
  positions: Map<Expression, number>,
): Expression {
  if (text.length > LONGEST) {
    throw new SyntaxProblem(
      'promql-too-long',
      LONGEST,
      `At most ${LONGEST} characters are read.`,
    );
  }
  const reader = new TokenReader(text, placeholders, positions);
  const expression = new ExpressionReader(reader).read();
  return reader.current.kind === 'end' ? expression : reader.fail();
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
