import { placeholderAt, PlaceholderSyntax } from './placeholder';
import { SyntaxProblem } from './syntaxProblem';

/** A text ready for the grammar: placeholders outside strings stand as names or numbers of the same length. */
export interface Scan {
  readonly masked: string;
  /** Where each placeholder outside strings begins, and its text. */
  readonly placeholders: ReadonlyMap<number, string>;
}

const DEEPEST = 200;
/** The grammar loses its way in longer chains: https://github.com/lezer-parser/lr, `MaxLeftAssociativeReductionCount`. */
const LONGEST_CHAIN = 200;
const CHAIN_HINT = `At most ${LONGEST_CHAIN} operators may follow each other; use parentheses or recording rules.`;

const SPACE = /\s+/y;
const COMMENT = /#[^\n]*/y;
const WORD = /[A-Za-z0-9_:.]+/y;
const STRING = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`[^`]*`/y;
const OPERATOR = /[-+*/%^]|[=!<>]=|[<>]/y;
/** A number such as `1.`, which Prometheus reads and the grammar does not: the point is left out. */
const POINTED = /^\d+\.$/;
const WORD_OPERATOR = /^(?:and|or|unless|atan2)$/i;
const CLOSING: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
};

function matchAt(expression: RegExp, text: string, index: number): number {
  expression.lastIndex = index;
  return expression.test(text) ? expression.lastIndex : index;
}

interface Level {
  readonly open: string;
  readonly from: number;
  operators: number;
}

/** Goes over a text once, in time proportional to its length, before the grammar sees it. */
class Scanner {
  private readonly text: string;
  private readonly syntax: PlaceholderSyntax | undefined;
  private readonly levels: Level[] = [{ open: '', from: 0, operators: 0 }];
  private readonly placeholders = new Map<number, string>();
  private readonly pieces: string[] = [];
  private copied = 0;
  private index = 0;
  /** The last thing before the index that is no space: decides whether a placeholder is a number. */
  private last = '';

  constructor(text: string, syntax: PlaceholderSyntax | undefined) {
    this.text = text;
    this.syntax = syntax;
  }

  scan(): Scan {
    while (this.index < this.text.length) {
      this.step();
    }
    const level = this.levels[this.levels.length - 1];
    if (level.open !== '') {
      throw new SyntaxProblem(
        'invalid-promql',
        level.from,
        `This ${level.open} is never closed; add a ${CLOSING[level.open]}.`,
      );
    }
    this.pieces.push(this.text.slice(this.copied));
    return { masked: this.pieces.join(''), placeholders: this.placeholders };
  }

  private step(): void {
    const { text, index } = this;
    const blank = matchAt(COMMENT, text, matchAt(SPACE, text, index));
    if (blank > index) {
      this.index = blank;
      return;
    }
    const placeholder = this.syntax && placeholderAt(text, index, this.syntax);
    if (placeholder) {
      this.readPlaceholder(placeholder);
      return;
    }
    const character = text[index];
    if (`"'\``.includes(character)) {
      this.readString();
    } else if (Object.hasOwn(CLOSING, character)) {
      this.open(character);
    } else if (')]}'.includes(character)) {
      this.close(character);
    } else {
      this.readToken();
    }
  }

  private readPlaceholder(placeholder: string): void {
    const { index, last } = this;
    const isNumber =
      this.levels[this.levels.length - 1].open === '[' ||
      /^(?:offset|@|offset-)$/i.test(last);
    this.placeholders.set(index, placeholder);
    this.pieces.push(this.text.slice(this.copied, index));
    this.pieces.push((isNumber ? '1' : '_').repeat(placeholder.length));
    this.index += placeholder.length;
    this.copied = this.index;
    this.last = '_';
  }

  private readString(): void {
    const end = matchAt(STRING, this.text, this.index);
    if (end === this.index) {
      throw new SyntaxProblem(
        'invalid-string',
        this.index,
        'The closing quote is missing.',
      );
    }
    this.index = end;
    this.last = '"';
  }

  private open(character: string): void {
    if (this.levels.length > DEEPEST) {
      throw new SyntaxProblem(
        'promql-too-deep',
        this.index,
        `At most ${DEEPEST} brackets may be open.`,
      );
    }
    this.levels.push({ open: character, from: this.index, operators: 0 });
    this.index++;
    this.last = character;
  }

  private close(character: string): void {
    const level = this.levels[this.levels.length - 1];
    if (level.open === '') {
      throw new SyntaxProblem(
        'invalid-promql',
        this.index,
        `This ${character} closes nothing.`,
      );
    }
    if (CLOSING[level.open] !== character) {
      throw new SyntaxProblem(
        'invalid-promql',
        this.index,
        `A ${CLOSING[level.open]} must come before this ${character}.`,
      );
    }
    this.levels.pop();
    this.index++;
    this.last = character;
  }

  private readToken(): void {
    const { text, index } = this;
    const level = this.levels[this.levels.length - 1];
    const afterOperator = matchAt(OPERATOR, text, index);
    const afterWord = matchAt(WORD, text, index);
    const end = Math.max(afterOperator, afterWord, index + 1);
    const token = text.slice(index, end);
    if (afterOperator > index || WORD_OPERATOR.test(token)) {
      level.operators++;
      if (level.operators > LONGEST_CHAIN) {
        throw new SyntaxProblem('promql-too-deep', index, CHAIN_HINT);
      }
    } else if (token === ',') {
      level.operators = 0;
    }
    if (POINTED.test(token)) {
      this.pieces.push(text.slice(this.copied, end - 1), ' ');
      this.copied = end;
    }
    this.index = end;
    this.last =
      token === '-' && /^offset$/i.test(this.last) ? 'offset-' : token;
  }
}

/** Finds strings, brackets and placeholders; throws a SyntaxProblem for what the grammar need not be asked. */
export function scan(
  text: string,
  syntax: PlaceholderSyntax | undefined,
): Scan {
  return new Scanner(text, syntax).scan();
}
