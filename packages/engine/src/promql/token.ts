/** A piece of an expression, as the grammar sees it. */
export interface Token {
  readonly kind: 'number' | 'word' | 'string' | 'symbol' | 'end';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A string literal in any of the three quotes. */
export const STRING = String.raw`"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|\`[^\`]*\``;
const DIGITS = String.raw`\d+(?:_\d+)*`;
const DURATION = String.raw`(?=\d+[ywdhms])(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?`;
const DECIMAL = String.raw`\d+\.(?![\w:.])|(?:${DIGITS}(?:\.${DIGITS})?|\.${DIGITS})(?:[eE][-+]?${DIGITS})?`;
const NUMBER = String.raw`0x[\da-fA-F]+|${DURATION}|${DECIMAL}`;
const WORD = String.raw`[A-Za-z_:][\w:]*`;
const SYMBOL = String.raw`[=!]~|[=!<>]=|[<>]\/|[^]`;

const TOKEN = new RegExp(`(${NUMBER})|(${WORD})|(${STRING})|${SYMBOL}`, 'y');
/** What Prometheus takes for a space, and comments. */
const BLANK = /(?:[ \t\r\n]+|#[^\n]*)*/y;

/** Where the next thing stands that is neither space nor comment. */
export function skipBlank(text: string, index: number): number {
  BLANK.lastIndex = index;
  BLANK.test(text);
  return BLANK.lastIndex;
}

/** What stands at an index or after the space there. */
export function tokenAt(text: string, index: number): Token {
  const from = skipBlank(text, index);
  TOKEN.lastIndex = from;
  const match = TOKEN.exec(text);
  if (!match) {
    return { kind: 'end', text: '', from, to: from };
  }
  return { kind: kindOf(match), text: match[0], from, to: TOKEN.lastIndex };
}

function kindOf([, number, word, string]: RegExpExecArray): Token['kind'] {
  if (word !== undefined) {
    return 'word';
  }
  if (number !== undefined) {
    return 'number';
  }
  return string === undefined ? 'symbol' : 'string';
}
