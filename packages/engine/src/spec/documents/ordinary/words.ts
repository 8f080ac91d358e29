import { CHAR, isBlank, isBracket } from './characters';
import { lineEnd, Scanner, spacesEnd } from './Scanner';
import { giveUp } from './Unusual';

/** What no word begins with, and a byte order mark. */
const INDICATORS = '\0\n\t ,[]{}#&*!|>\'"%@`\uFEFF';
/** What no word begins with unless more of it follows. */
const LONE_INDICATORS = '-?:';

/** Reads a word without quotes. Its further lines, if it may have some, are to the right of its parent. */
export function plainWord(scanner: Scanner, parent: number): string {
  const { text, at: from } = scanner;
  if (!isStart(scanner)) {
    giveUp();
  }
  let end = endOfPlain(scanner, false);
  let next = continuation(scanner, parent);
  while (next !== -1) {
    scanner.at = next;
    end = endOfPlain(scanner, false);
    next = continuation(scanner, parent);
  }
  scanner.goTo(end, 2);
  return text.slice(from, end);
}

/** Reads a word without quotes in brackets, of one line. */
export function plainWordInBrackets(scanner: Scanner): string {
  const { text, at: from } = scanner;
  const isLone = scanner.peek() === CHAR.COLON || isBracket(scanner.peek(1));
  if (!isStart(scanner) || (isLone && LONE_INDICATORS.includes(text[from]))) {
    giveUp();
  }
  const end = endOfPlain(scanner, true);
  scanner.goTo(end, 2);
  return text.slice(from, end);
}

function isStart(scanner: Scanner): boolean {
  const first = scanner.text[scanner.at];
  return (
    !INDICATORS.includes(first) &&
    !(LONE_INDICATORS.includes(first) && isBlank(scanner.peek(1)))
  );
}

/** Goes to what ends a line of a word; where its last character ends. */
function endOfPlain(scanner: Scanner, inBrackets: boolean): number {
  const { text } = scanner;
  let { at } = scanner;
  let end = at;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === CHAR.COLON) {
      const next = text.charCodeAt(at + 1);
      if (isBlank(next) || (inBrackets && isBracket(next))) {
        break;
      }
      end = at + 1;
    } else if (code === CHAR.SPACE) {
      if (text.charCodeAt(at + 1) === CHAR.HASH) {
        break;
      }
    } else if (
      code === CHAR.LINE_END ||
      code === CHAR.END ||
      (inBrackets && isBracket(code))
    ) {
      break;
    } else if (code === CHAR.TAB) {
      giveUp();
    } else {
      end = at + 1;
    }
  }
  scanner.at = at;
  return end;
}

/** Where a word goes on in a further line; -1 where it does not. */
function continuation({ text, at }: Scanner, parent: number): number {
  let next = at;
  let column = -1;
  while (text.charCodeAt(next) === CHAR.LINE_END) {
    const start = next + 1;
    next = spacesEnd(text, start);
    column = next - start;
  }
  const code = text.charCodeAt(next);
  return column > parent && code !== CHAR.HASH && code !== CHAR.END ? next : -1;
}

/** Reads a word with its quotes. Its further lines are to the right of its parent. */
export function quotedWord(scanner: Scanner, parent: number): string {
  const { text, at: from } = scanner;
  const end =
    text.charCodeAt(from) === CHAR.QUOTE
      ? endOfSingleQuotes(text, from)
      : endOfDoubleQuotes(text, from);
  const source = text.slice(from, end);
  scanner.goTo(end);
  let line = source.indexOf('\n');
  while (line !== -1) {
    checkLine(scanner, from + line + 1, parent);
    line = source.indexOf('\n', line + 1);
  }
  return source;
}

function endOfSingleQuotes(text: string, from: number): number {
  let end = text.indexOf("'", from + 1);
  while (end !== -1 && text.charCodeAt(end + 1) === CHAR.QUOTE) {
    end = text.indexOf("'", end + 2);
  }
  return end === -1 ? giveUp() : end + 1;
}

function endOfDoubleQuotes(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === CHAR.DOUBLE_QUOTE) {
      return at + 1;
    }
    if (code === CHAR.BACKSLASH) {
      at += 1;
    }
  }
  return giveUp();
}

function checkLine(scanner: Scanner, start: number, parent: number): void {
  const { text } = scanner;
  const at = spacesEnd(text, start);
  const isBeside =
    text.charCodeAt(at) !== CHAR.LINE_END && at - start <= parent;
  if (
    isBeside ||
    scanner.isMark('---', start) ||
    scanner.isMark('...', start)
  ) {
    giveUp();
  }
}

const BLOCK_HEADER = /[|>][-+]?(?=\n)/y;

/** Reads a text that fills the next lines, to the right of its parent: its header, and its lines as they are. */
export function blockWord(
  scanner: Scanner,
  parent: number,
): { readonly header: string; readonly source: string } {
  const { text } = scanner;
  BLOCK_HEADER.lastIndex = scanner.at;
  const [header] = BLOCK_HEADER.exec(text) ?? giveUp();
  const from = scanner.at + header.length + 1;
  const end = endOfBlock(text, from, {
    parent,
    isWhole: header.endsWith('+'),
  });
  scanner.goTo(end, 4);
  return { header, source: text.slice(from, end) };
}

/** Where the lines of a text end; those behind its last word are part of it only where it is kept whole. */
function endOfBlock(
  text: string,
  from: number,
  { parent, isWhole }: { readonly parent: number; readonly isWhole: boolean },
): number {
  let indent: number | undefined;
  let line = from;
  let end = from;
  for (;;) {
    const at = spacesEnd(text, line);
    const width = at - line;
    const code = text.charCodeAt(at);
    if (code === CHAR.LINE_END && width <= (indent ?? width)) {
      line = at + 1;
    } else if (code === CHAR.END || width < (indent ?? parent + 1)) {
      if (indent === undefined || (code === CHAR.END && width > 0)) {
        giveUp();
      }
      return isWhole ? line : end;
    } else {
      indent ??= width;
      end = Math.min(lineEnd(text, at) + 1, text.length - 1);
      line = end;
    }
  }
}
