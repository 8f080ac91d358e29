import { LIMITS } from '../limits';
import { Lexemes, SCALAR } from './Lexemes';
import { Members } from './Members';
import { Placed } from './Placed';
import { plainValue, quotedText } from './scalars';
import { giveUp } from './Unusual';

/** A value and where it stands. */
export interface Found {
  readonly value: unknown;
  readonly placed: Placed;
  /** A text that may be a key. */
  readonly isKey?: boolean;
}

/** The library refuses longer ones. */
const LONGEST_KEY = 1000;

/** Reads what a lexeme begins: a text or a collection in brackets. */
export function readValue(
  lexeme: string | undefined,
  lexemes: Lexemes,
  depth: number,
): Found {
  const begin = lexeme ?? giveUp();
  switch (begin[0]) {
    case SCALAR: {
      const source = lexemes.text();
      const { offset } = lexemes;
      return scalar(plainValue(source, offset), offset, source);
    }
    case '"':
    case "'": {
      const { offset } = lexemes;
      return scalar(quotedText(begin, offset), offset, begin);
    }
    case '{':
      return readObject(lexemes, deeper(depth));
    case '[':
      return readList(lexemes, deeper(depth));
    default:
      return giveUp();
  }
}

function scalar(value: unknown, at: number, source: string): Found {
  return {
    value,
    placed: { at, isScalar: value !== '' },
    isKey:
      typeof value === 'string' &&
      source.length < LONGEST_KEY &&
      !source.includes('\n'),
  };
}

function deeper(depth: number): number {
  return depth < LIMITS.depth ? depth + 1 : giveUp();
}

function readObject(lexemes: Lexemes, depth: number): Found {
  const at = lexemes.offset;
  const members = new Members();
  let lexeme = lexemes.nextWord();
  while (lexeme !== '}') {
    const key = readValue(lexeme, lexemes, depth);
    const name = keyOf(key, lexemes.next());
    members.add(name, key.placed.at);
    const found = readValue(lexemes.nextWord(), lexemes, depth);
    members.give(name, found.value, found.placed);
    lexeme = afterItem(lexemes, '}');
  }
  const { value, places } = members;
  return { value, placed: { at, isScalar: false, members: places } };
}

function readList(lexemes: Lexemes, depth: number): Found {
  const at = lexemes.offset;
  const value: unknown[] = [];
  const members: Placed[] = [];
  let lexeme = lexemes.nextWord();
  while (lexeme !== ']') {
    const found = readValue(lexeme, lexemes, depth);
    value.push(found.value);
    members.push(found.placed);
    lexeme = afterItem(lexemes, ']');
  }
  return { value, placed: { at, isScalar: false, members } };
}

/** What follows an item and perhaps a comma. */
function afterItem(lexemes: Lexemes, end: string): string | undefined {
  const lexeme = lexemes.nextWord();
  if (lexeme === ',') {
    return lexemes.nextWord();
  }
  return lexeme === end ? lexeme : giveUp();
}

/** The name of a key that a colon follows. */
export function keyOf(
  { value, isKey }: Found,
  after: string | undefined,
): string {
  return isKey && typeof value === 'string' && after === ':' ? value : giveUp();
}
