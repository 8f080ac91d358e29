import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { parser } from '@prometheus-io/lezer-promql';
import { Expression } from './expression';
import { readExpression } from './readExpression';
import { ProblemCode, PROBLEMS, SyntaxProblem } from './syntaxProblem';

/**
 * What a text means, or why it means nothing. `expression` is absent exactly when there is an error among the
 * diagnostics.
 *
 * @public
 */
export interface ParseResult {
  readonly expression?: Expression;
  readonly diagnostics: readonly Diagnostic[];
}

const LONGEST = 32 * 1024;
const MOST_ERRORS = 10;

function positionAt(text: string, index: number): SourcePosition {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.split('\n').length,
    column: index - lineStart + 1,
  };
}

function problem(code: ProblemCode, text: string, index: number): Diagnostic {
  return {
    severity: 'error',
    code,
    path: '',
    summary: PROBLEMS[code],
    position: positionAt(text, index),
  };
}

/**
 * Reads PromQL. Never throws: what is wrong comes back as diagnostics with code and position.
 *
 * @public
 */
export function parse(text: string): ParseResult {
  if (text.length > LONGEST) {
    return { diagnostics: [problem('promql-too-long', text, LONGEST)] };
  }
  const tree = parser.parse(text);
  const errors: Diagnostic[] = [];
  tree.iterate({
    enter: node => {
      if (node.type.isError && errors.length < MOST_ERRORS) {
        errors.push(problem('invalid-promql', text, node.from));
      }
    },
  });
  const top = tree.topNode.firstChild;
  if (errors.length > 0 || !top) {
    return {
      diagnostics:
        errors.length > 0 ? errors : [problem('invalid-promql', text, 0)],
    };
  }
  try {
    const first = top.name === 'LineComment' ? top.nextSibling : top;
    return {
      expression: readExpression(first ?? top, { text }),
      diagnostics: [],
    };
  } catch (error) {
    if (error instanceof SyntaxProblem) {
      return { diagnostics: [problem(error.code, text, error.index)] };
    }
    throw error;
  }
}
