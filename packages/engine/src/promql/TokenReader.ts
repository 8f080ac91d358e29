import { explainSyntax } from './explainSyntax';
import { Expression } from './expression';
import { maskVariables } from './maskVariables';
import { Placeholder, PlaceholderSyntax } from './placeholder';
import { SyntaxProblem } from './syntaxProblem';
import { skipBlank, Token, tokenAt } from './token';

type Bracket = '(' | '[' | '{';

const CLOSING: Readonly<Record<Bracket, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
};
const DEEPEST = 200;

/** Goes over an expression token by token, and says what is wrong where it cannot go on. */
export class TokenReader {
  /** What is not read yet begins with it. */
  current: Token;
  /** Whether strings may hold placeholders. */
  readonly hasVariables: boolean;
  /** Where each node of the result begins in the text. */
  readonly positions: Map<Expression, number>;

  readonly #text: string;
  readonly #masked: string;
  readonly #placeholders: ReadonlyMap<number, string>;
  readonly #open: { readonly bracket: Bracket; readonly from: number }[] = [];

  constructor(
    text: string,
    syntax: PlaceholderSyntax | undefined,
    positions: Map<Expression, number>,
  ) {
    const { masked, placeholders } = maskVariables(text, syntax);
    this.positions = positions;
    this.hasVariables = syntax !== undefined;
    this.#text = text;
    this.#masked = masked;
    this.#placeholders = placeholders;
    this.current = this.#tokenAt(0);
  }

  /** Takes the current token. */
  next(): Token {
    const { current } = this;
    this.current = this.#tokenAt(current.to);
    return current;
  }

  is(text: string): boolean {
    return this.current.text === text;
  }

  /** Whether the current token is one of these words, however it is written. */
  isWord(...words: readonly string[]): boolean {
    const { kind, text } = this.current;
    return kind === 'word' && words.includes(text.toLowerCase());
  }

  /** Takes one of these words if it is the current token. */
  takeWord(...words: readonly string[]): Token | undefined {
    return this.isWord(...words) ? this.next() : undefined;
  }

  /** Whether a parenthesis follows the current token. */
  isBeforeParenthesis(): boolean {
    return this.#masked[skipBlank(this.#masked, this.current.to)] === '(';
  }

  /** Takes only the first character of the current token. */
  splitFirst(): void {
    this.current = this.#tokenAt(this.current.from + 1);
  }

  expect(kind: Token['kind']): Token {
    return this.current.kind === kind ? this.next() : this.fail();
  }

  within<T>(bracket: Bracket, read: () => T): T {
    const { from } = this.current;
    if (!this.is(bracket)) {
      this.fail();
    }
    if (this.#open.length >= DEEPEST) {
      const hint = `At most ${DEEPEST} brackets may be open.`;
      throw new SyntaxProblem('promql-too-deep', from, hint);
    }
    this.#open.push({ bracket, from });
    this.next();
    const value = read();
    if (!this.is(CLOSING[bracket])) {
      this.fail();
    }
    this.#open.pop();
    this.next();
    return value;
  }

  /** What stands between brackets, with commas between; `trailing` allows one more at the end. */
  list<T>(bracket: Bracket, read: () => T, trailing?: 'trailing'): T[] {
    return this.within(bracket, () => {
      const items: T[] = [];
      const isClosed = () => this.is(CLOSING[bracket]);
      if (!isClosed()) {
        do {
          items.push(read());
        } while (this.#takeComma() && !(trailing && isClosed()));
      }
      return items;
    });
  }

  /** Some of the text as it is written. */
  written({
    from,
    to,
  }: {
    readonly from: number;
    readonly to: number;
  }): string {
    return this.#text.slice(from, to);
  }

  /** Placeholders outside strings in a part of the text, in places counted from its beginning. */
  placeholdersIn({ from, to }: Token): readonly Placeholder[] {
    const found: Placeholder[] = [];
    if (this.#placeholders.size > 0) {
      for (let index = from; index < to; index++) {
        const text = this.#placeholders.get(index);
        if (text !== undefined) {
          found.push({ at: index - from, text });
        }
      }
    }
    return found;
  }

  /** Ends the reading: nothing can be made of what stands here. */
  fail(index = this.current.from): never {
    const open = this.#open.at(-1);
    if (this.current.kind === 'end' && open) {
      const closing = CLOSING[open.bracket];
      throw new SyntaxProblem(
        'invalid-promql',
        open.from,
        `This ${open.bracket} is never closed; add a ${closing}.`,
      );
    }
    const { text } = this.current;
    const closing = open && CLOSING[open.bracket];
    if (/^[)\]}]$/.test(text) && text !== closing) {
      throw new SyntaxProblem(
        'invalid-promql',
        index,
        closing
          ? `A ${closing} must come before this ${text}.`
          : `This ${text} closes nothing.`,
      );
    }
    throw explainSyntax(this.#text, index, this.#placeholders);
  }

  #takeComma(): boolean {
    const isComma = this.is(',');
    if (isComma) {
      this.next();
    }
    return isComma;
  }

  #tokenAt(index: number): Token {
    const token = tokenAt(this.#masked, index);
    if (/^["'`]$/.test(token.text)) {
      const hint = 'The closing quote is missing.';
      throw new SyntaxProblem('invalid-string', token.from, hint);
    }
    return token;
  }
}
