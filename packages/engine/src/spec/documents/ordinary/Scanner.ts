import { CHAR, isBlank } from './characters';
import { giveUp, TooManyWords } from './Unusual';

/** Goes through a text from its beginning to its end. */
export class Scanner {
  /** With a character behind its last one. */
  readonly text: string;
  /** Where it stands. */
  at = 0;
  /** Column of the first word of the line; -1 where a document ends. */
  column = -1;
  /** How many lexemes may follow; they are those of the library. */
  #left: number;

  constructor(text: string, most: number) {
    this.text = `${text}\0`;
    this.#left = most;
  }

  /** The character at which it stands, or one further on. */
  peek(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  /** Goes over lexemes that end at a place. */
  goTo(at: number, lexemes = 1): void {
    this.#left -= lexemes;
    if (this.#left < 0) {
      throw new TooManyWords(this.at);
    }
    this.at = at;
  }

  /** Goes over one character. */
  skip(): void {
    this.goTo(this.at + 1);
  }

  /** Goes over spaces; how many they were. */
  skipSpaces(): number {
    const end = spacesEnd(this.text, this.at);
    const width = end - this.at;
    if (width > 0) {
      this.goTo(end);
    }
    return width;
  }

  /** Goes over line ends; the column of what follows. */
  skipLines(): number {
    let column = 0;
    while (this.peek() === CHAR.LINE_END) {
      this.skip();
      column = this.skipSpaces();
    }
    return column;
  }

  /** Whether nothing but a comment is left of the line; behind a space. */
  isLineEnd(): boolean {
    const code = this.peek();
    return code === CHAR.LINE_END || code === CHAR.HASH || code === CHAR.END;
  }

  /** Whether an item of a list begins. */
  isItem(): boolean {
    return this.peek() === CHAR.DASH && isBlank(this.peek(1));
  }

  /** Whether three characters begin or end a document. */
  isMark(mark: '---' | '...', at = this.at): boolean {
    return (
      this.text.startsWith(mark, at) && isBlank(this.text.charCodeAt(at + 3))
    );
  }

  /** Goes from the end of a value to the next line that has a word. */
  endLine(): void {
    const isApart = this.skipSpaces() > 0;
    if (!this.isLineEnd() || (this.peek() === CHAR.HASH && !isApart)) {
      giveUp();
    }
    this.nextLine();
  }

  /** The same from where nothing but a comment is left. */
  nextLine(): void {
    this.#skipComment();
    if (this.peek() === CHAR.END) {
      this.column = -1;
    } else {
      this.skip();
      this.firstLine();
    }
  }

  /** Goes from the beginning of a line to the first one that has a word. */
  firstLine(): void {
    let column = this.skipSpaces();
    this.#skipComment();
    while (this.peek() === CHAR.LINE_END) {
      column = this.skipLines();
      this.#skipComment();
    }
    const isEnd =
      this.peek() === CHAR.END ||
      (column === 0 && (this.isMark('---') || this.isMark('...')));
    this.column = isEnd ? -1 : column;
  }

  #skipComment(): void {
    if (this.peek() === CHAR.HASH) {
      this.goTo(lineEnd(this.text, this.at));
    }
  }
}

/** Where spaces end. */
export function spacesEnd(text: string, from: number): number {
  let end = from;
  while (text.charCodeAt(end) === CHAR.SPACE) {
    end += 1;
  }
  return end;
}

/** Where a line ends. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length - 1 : end;
}
