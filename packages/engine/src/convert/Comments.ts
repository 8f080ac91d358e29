import { CST, Lexer } from 'yaml';

/** Comments of one line of a file: those above it, and the one at its end. */
export interface LineComments {
  readonly above: readonly string[];
  readonly atEnd?: string;
}

interface Comment {
  readonly line: number;
  readonly text: string;
  /** Nothing else stands on its line. */
  readonly alone: boolean;
}

/** Comments of a YAML text, by the line that they are about. Those behind the last line are about none. */
export class Comments {
  readonly #above = new Map<number, string[]>();
  readonly #atEnd = new Map<number, string>();

  static of(text: string): Comments {
    return new Comments(text);
  }

  private constructor(text: string) {
    const { comments, filled } = scan(text);
    for (const { line, text: comment, alone } of comments) {
      const about = alone ? nextOf(filled, line) : line;
      if (alone) {
        const above = this.#above.get(about) ?? [];
        above.push(comment);
        this.#above.set(about, above);
      } else {
        this.#atEnd.set(about, comment);
      }
    }
  }

  /** The comments on a line, which are given once. */
  take(line: number): LineComments {
    const above = this.#above.get(line) ?? [];
    const atEnd = this.#atEnd.get(line);
    this.#above.delete(line);
    this.#atEnd.delete(line);
    return { above, ...(atEnd !== undefined && { atEnd }) };
  }

  /** The lines that comments were about which nobody took. */
  left(): readonly number[] {
    const lines = new Set([...this.#above.keys(), ...this.#atEnd.keys()]);
    return [...lines].sort((a, b) => a - b);
  }
}

function scan(text: string): {
  readonly comments: readonly Comment[];
  /** Lines on which something other than a comment begins, in order. */
  readonly filled: readonly number[];
} {
  const comments: Comment[] = [];
  const filled: number[] = [];
  let line = 1;
  for (const source of new Lexer().lex(text)) {
    const type = CST.tokenType(source);
    if (type === 'comment') {
      comments.push({
        line,
        text: source.slice(1),
        alone: filled.at(-1) !== line,
      });
    } else if (
      type !== null &&
      !BLANK.includes(type) &&
      filled.at(-1) !== line
    ) {
      filled.push(line);
    }
    line += source.split('\n').length - 1;
  }
  return { comments, filled };
}

const BLANK: readonly string[] = [
  'byte-order-mark',
  'space',
  'newline',
  'doc-start',
  'doc-end',
  'doc-mode',
  'flow-error-end',
];

/** The first filled line after a line; the line itself where there is none. */
function nextOf(filled: readonly number[], line: number): number {
  let low = 0;
  let high = filled.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (filled[middle] > line) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return filled[low] ?? line;
}
