import { RegexProblem, RegexReason } from './regexProblem';

/** A pattern's characters, read one after the other. */
export class RegexReader {
  private readonly text: string;
  index = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.index >= this.text.length;
  }

  startsWith(prefix: string): boolean {
    return this.text.startsWith(prefix, this.index);
  }

  /** Goes past the prefix if it comes next. */
  skip(prefix: string): boolean {
    if (!this.startsWith(prefix)) {
      return false;
    }
    this.index += prefix.length;
    return true;
  }

  /** Goes past what a sticky expression matches here. */
  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.index;
    const match = expression.exec(this.text);
    if (!match) {
      return undefined;
    }
    this.index = expression.lastIndex;
    return match;
  }

  peek(): string {
    const code = this.text.codePointAt(this.index);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  next(): number {
    const code = this.text.codePointAt(this.index) ?? 0;
    this.index += code > 0xffff ? 2 : 1;
    return code;
  }

  fail(reason: RegexReason, index = this.index): never {
    throw new RegexProblem(reason, index);
  }
}
