import { ignoringCase, range } from './characterClass';
import {
  readBrackets,
  readEscapedCharacter,
  readEscapedClass,
} from './readClass';
import { Anchor, CharacterTest, RegexNode } from './regexNode';
import { RegexReader } from './regexReader';

/** Prometheus lets `.` match a line break since 3.0. */
const START_FLAGS: Flags = { i: false, m: false, s: true };
const MOST_REPEATS = 1000;
const LONGEST = 128 * 1024;
const DEEPEST = 200;

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

const EMPTY: RegexNode = { kind: 'sequence', parts: [] };

function characterNode(test: CharacterTest): RegexNode {
  return { kind: 'character', test };
}

function literalNode(code: number, { i }: Flags): RegexNode {
  const exact = range(code, code);
  return i
    ? characterNode(ignoringCase(exact))
    : { kind: 'character', test: exact, literal: code };
}

function anchorNode(at: Anchor): RegexNode {
  return { kind: 'anchor', at };
}

function readChoice(
  reader: RegexReader,
  outer: Flags,
  depth: number,
): RegexNode {
  if (depth > DEEPEST) {
    return reader.fail('too-long');
  }
  let flags = outer;
  const options: RegexNode[] = [];
  let parts: RegexNode[] = [];
  while (!reader.atEnd && !reader.startsWith(')')) {
    if (reader.skip('|')) {
      options.push({ kind: 'sequence', parts });
      parts = [];
      continue;
    }
    const switched = reader.match(/\(\?([imsU]*)(?:-([imsU]+))?\)/y);
    if (switched) {
      flags = withFlags(flags, switched[1], switched[2]);
      continue;
    }
    parts.push(readRepeated(reader, flags, depth));
  }
  options.push({ kind: 'sequence', parts });
  return options.length === 1 ? options[0] : { kind: 'choice', options };
}

function withFlags(flags: Flags, on: string, off = ''): Flags {
  const set = (flag: keyof Flags) =>
    !off.includes(flag) && (flags[flag] || on.includes(flag));
  return { i: set('i'), m: set('m'), s: set('s') };
}

const QUANTIFIER = /(?:[*+?]|\{(\d{1,9})(?:(,)(\d{0,9}))?\})/y;

function readRepeated(
  reader: RegexReader,
  flags: Flags,
  depth: number,
): RegexNode {
  const start = reader.index;
  if (reader.match(QUANTIFIER)) {
    return reader.fail('nothing-to-repeat', start);
  }
  const of = readAtom(reader, flags, depth);
  const quantifier = reader.match(QUANTIFIER);
  if (!quantifier) {
    return of;
  }
  reader.skip('?');
  const again = reader.index;
  if (reader.match(QUANTIFIER)) {
    return reader.fail('nested-repeat', again);
  }
  const [text, low, comma, high] = quantifier;
  if (low === undefined) {
    return {
      kind: 'repeat',
      of,
      min: text === '+' ? 1 : 0,
      max: text === '?' ? 1 : Infinity,
    };
  }
  const min = Number(low);
  let max = high ? Number(high) : Infinity;
  if (!comma) {
    max = min;
  }
  const largest = max === Infinity ? min : max;
  return largest > MOST_REPEATS || max < min
    ? reader.fail('repeat-size', start)
    : { kind: 'repeat', of, min, max };
}

function readAtom(reader: RegexReader, flags: Flags, depth: number): RegexNode {
  if (reader.skip('(')) {
    return readGroup(reader, flags, depth);
  }
  if (reader.skip('[')) {
    return characterNode(readBrackets(reader, flags.i));
  }
  if (reader.skip('\\')) {
    return readEscape(reader, flags);
  }
  if (reader.skip('.')) {
    return characterNode(flags.s ? () => true : code => code !== 0x0a);
  }
  if (reader.skip('^')) {
    return anchorNode(flags.m ? 'line-start' : 'text-start');
  }
  if (reader.skip('$')) {
    return anchorNode(flags.m ? 'line-end' : 'text-end');
  }
  return literalNode(reader.next(), flags);
}

function readGroup(
  reader: RegexReader,
  outer: Flags,
  depth: number,
): RegexNode {
  const start = reader.index - 1;
  let flags = outer;
  if (reader.startsWith('?') && !reader.match(/\?P<\w+>/y)) {
    if (reader.match(/\?<?[=!]/y)) {
      return reader.fail('look-around', start);
    }
    const switched = reader.match(/\?([imsU]*)(?:-([imsU]+))?:/y);
    if (!switched) {
      return reader.fail('group', start);
    }
    flags = withFlags(outer, switched[1], switched[2]);
  }
  const inside = readChoice(reader, flags, depth + 1);
  return reader.skip(')') ? inside : reader.fail('missing-parenthesis', start);
}

const ANCHORS: Readonly<Record<string, Anchor>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'word-edge',
  B: 'no-word-edge',
};

function readEscape(reader: RegexReader, flags: Flags): RegexNode {
  const quoted = reader.match(/Q([^]*?)(?:\\E|$)/y);
  if (quoted) {
    const parts = Array.from(quoted[1], each =>
      literalNode(each.codePointAt(0) ?? 0, flags),
    );
    return { kind: 'sequence', parts };
  }
  const anchor = reader.match(/[AzbB]/y);
  if (anchor) {
    return anchorNode(ANCHORS[anchor[0]]);
  }
  const test = readEscapedClass(reader);
  return test
    ? characterNode(flags.i ? ignoringCase(test) : test)
    : literalNode(readEscapedCharacter(reader), flags);
}

/** Nested repetitions multiply; together they may not pass the bound either. */
function fits(node: RegexNode, left: number): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.parts.every(part => fits(part, left));
    case 'choice':
      return node.options.every(option => fits(option, left));
    case 'repeat': {
      const isCounted = node.min > 1 || (node.max > 1 && node.max < Infinity);
      const count = node.max === Infinity ? node.min : node.max;
      return isCounted
        ? count <= left && fits(node.of, Math.floor(left / count))
        : fits(node.of, left);
    }
    default:
      return true;
  }
}

/** Reads a pattern as RE2 does, or throws a RegexProblem. */
export function readRegex(pattern: string): RegexNode {
  const reader = new RegexReader(pattern);
  if (pattern === '') {
    return EMPTY;
  }
  if (pattern.length > LONGEST) {
    return reader.fail('too-long', LONGEST);
  }
  const node = readChoice(reader, START_FLAGS, 0);
  if (!reader.atEnd) {
    return reader.fail('extra-parenthesis');
  }
  return fits(node, MOST_REPEATS) ? node : reader.fail('repeat-size', 0);
}
