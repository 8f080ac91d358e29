import {
  anyOfTests,
  ignoringCase,
  negate,
  PERL_CLASSES,
  posixClass,
  range,
  unicodeClass,
} from './characterClass';
import { CharacterTest } from './regexNode';
import { RegexReader } from './regexReader';

const NAMED: Readonly<Record<string, number>> = {
  a: 0x07,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
};

/** The one character of an escape; the reader stands behind the backslash. */
export function readEscapedCharacter(reader: RegexReader): number {
  const start = reader.index - 1;
  const octal = reader.match(/0[0-7]{0,2}|[1-7][0-7]{1,2}/y);
  if (octal) {
    return parseInt(octal[0], 8);
  }
  if (reader.match(/[1-9]/y)) {
    return reader.fail('back-reference', start);
  }
  const hex = reader.match(/x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,8})\})/y);
  if (hex) {
    const code = parseInt(hex[1] ?? hex[2], 16);
    return code > 0x10ffff ? reader.fail('escape', start) : code;
  }
  const letter = reader.peek();
  if (Object.hasOwn(NAMED, letter)) {
    reader.next();
    return NAMED[letter];
  }
  const isPunctuation = letter !== '' && letter < '\x80' && !/\w/.test(letter);
  return isPunctuation || letter === '_'
    ? reader.next()
    : reader.fail('escape', start);
}

/** A class behind a backslash, such as `\d` or `\p{L}`; undefined if the escape is none. */
export function readEscapedClass(
  reader: RegexReader,
): CharacterTest | undefined {
  const start = reader.index - 1;
  const perl = reader.match(/[dDsSwW]/y);
  if (perl) {
    return PERL_CLASSES[perl[0]];
  }
  const unicode = reader.match(/([pP])(?:\{(\^?)([^}]*)\}|([A-Z]))/y);
  if (!unicode) {
    return undefined;
  }
  const [, letter, caret, long, short] = unicode;
  const test =
    long === 'Any' ? () => true : unicodeClass((short ?? long).toString());
  if (!test) {
    return reader.fail('class', start);
  }
  return (letter === 'P') !== (caret === '^') ? negate(test) : test;
}

function readMember(reader: RegexReader, start: number): CharacterTest {
  const posix = reader.match(/\[:(\^?)([a-z]+):\]/y);
  if (posix) {
    const test = posixClass(posix[2]);
    if (!test) {
      return reader.fail('class', reader.index - posix[0].length);
    }
    return posix[1] ? negate(test) : test;
  }
  const from = reader.index;
  if (reader.skip('\\')) {
    const test = readEscapedClass(reader);
    if (test) {
      return test;
    }
    reader.index = from;
  }
  const low = readCharacter(reader, start);
  if (!reader.startsWith('-') || reader.startsWith('-]')) {
    return range(low, low);
  }
  reader.skip('-');
  const high = readCharacter(reader, start);
  return high < low ? reader.fail('range', from) : range(low, high);
}

function readCharacter(reader: RegexReader, start: number): number {
  if (reader.atEnd) {
    return reader.fail('missing-bracket', start);
  }
  return reader.skip('\\') ? readEscapedCharacter(reader) : reader.next();
}

/** A class in brackets; the reader stands behind the opening one. */
export function readBrackets(
  reader: RegexReader,
  ignoreCase: boolean,
): CharacterTest {
  const start = reader.index - 1;
  const negated = reader.skip('^');
  const members: CharacterTest[] = [];
  while (members.length === 0 || !reader.startsWith(']')) {
    if (reader.atEnd) {
      return reader.fail('missing-bracket', start);
    }
    members.push(readMember(reader, start));
  }
  reader.skip(']');
  const any = ignoreCase
    ? ignoringCase(anyOfTests(members))
    : anyOfTests(members);
  return negated ? negate(any) : any;
}
