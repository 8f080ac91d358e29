import { CST, Lexer } from 'yaml';
import { giveUp } from './Unusual';

/** Says that a document begins, and takes no room. */
export const DOCUMENT = CST.DOCUMENT;
/** Says that the next lexeme is a text, and takes no room. */
export const SCALAR = CST.SCALAR;

/** The lexemes of a text, one after the other. */
export class Lexemes {
  readonly #lexemes: Iterator<string, void>;
  #left: number;
  #end = 0;
  /** Where the last lexeme begins. */
  offset = 0;

  constructor(text: string, most: number) {
    this.#lexemes = new Lexer().lex(text);
    this.#left = most;
  }

  /** The next lexeme; `undefined` at the end. */
  next(): string | undefined {
    this.#left -= 1;
    const read = this.#left < 0 ? giveUp() : this.#lexemes.next();
    this.offset = this.#end;
    if (read.done) {
      return undefined;
    }
    const { value } = read;
    if (value !== DOCUMENT && value !== SCALAR) {
      this.#end += value.length;
    }
    return value;
  }

  /** The text that a `SCALAR` announces. */
  text(): string {
    return this.next() ?? giveUp();
  }

  /** The next lexeme that is neither space nor line end. */
  nextWord(): string | undefined {
    let lexeme = this.next();
    while (lexeme === '\n' || lexeme?.[0] === ' ') {
      lexeme = this.next();
    }
    return lexeme;
  }

  /** Goes to the end of a line with nothing left on it but a comment. */
  endLine(first: string | undefined): void {
    let lexeme = first;
    if (lexeme?.[0] === ' ') {
      lexeme = this.next();
      if (lexeme?.[0] === '#') {
        lexeme = this.next();
      }
    }
    if (lexeme !== '\n' && lexeme !== undefined) {
      giveUp();
    }
  }
}

/** The width of spaces without tabs. */
export function widthOf(spaces: string | undefined): number {
  return spaces?.[0] === ' ' && !spaces.includes('\t')
    ? spaces.length
    : giveUp();
}
