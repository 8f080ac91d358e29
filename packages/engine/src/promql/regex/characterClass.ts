import { CharacterTest } from './regexNode';

/** Characters from one code point to another. */
export function range(low: number, high: number): CharacterTest {
  return code => code >= low && code <= high;
}

export function anyOfTests(tests: readonly CharacterTest[]): CharacterTest {
  return code => tests.some(test => test(code));
}

export function negate(test: CharacterTest): CharacterTest {
  return code => !test(code);
}

const DIGIT = range(0x30, 0x39);
const UPPER = range(0x41, 0x5a);
const LOWER = range(0x61, 0x7a);
const ALPHA = anyOfTests([UPPER, LOWER]);
const ALNUM = anyOfTests([ALPHA, DIGIT]);
const GRAPH = range(0x21, 0x7e);

export const WORD = anyOfTests([ALNUM, code => code === 0x5f]);

const SPACE: CharacterTest = code =>
  code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);

/** Perl's classes as RE2 has them: ASCII only. */
export const PERL_CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: DIGIT,
  D: negate(DIGIT),
  s: SPACE,
  S: negate(SPACE),
  w: WORD,
  W: negate(WORD),
};

const POSIX_CLASSES: Readonly<Record<string, CharacterTest>> = {
  alnum: ALNUM,
  alpha: ALPHA,
  ascii: range(0, 0x7f),
  blank: code => code === 0x20 || code === 0x09,
  cntrl: code => code < 0x20 || code === 0x7f,
  digit: DIGIT,
  graph: GRAPH,
  lower: LOWER,
  print: range(0x20, 0x7e),
  punct: code => GRAPH(code) && !ALNUM(code),
  space: code => code === 0x20 || (code >= 0x09 && code <= 0x0d),
  upper: UPPER,
  word: WORD,
  xdigit: anyOfTests([DIGIT, range(0x41, 0x46), range(0x61, 0x66)]),
};

/** A class such as `alpha`, of `[[:alpha:]]`. */
export function posixClass(name: string): CharacterTest | undefined {
  return Object.hasOwn(POSIX_CLASSES, name) ? POSIX_CLASSES[name] : undefined;
}

/** A Unicode category or script, of `\p{Greek}`. One character is tried at a time, so nothing can backtrack. */
export function unicodeClass(name: string): CharacterTest | undefined {
  if (!/^\w+$/.test(name)) {
    return undefined;
  }
  for (const property of [name, `Script=${name}`]) {
    try {
      const expression = new RegExp(`^\\p{${property}}$`, 'u');
      return code => expression.test(String.fromCodePoint(code));
    } catch {
      // not a category; perhaps a script
    }
  }
  return undefined;
}

/** The same test, whatever the case of the letter. */
export function ignoringCase(test: CharacterTest): CharacterTest {
  return code => {
    const text = String.fromCodePoint(code);
    return (
      test(code) ||
      test(text.toLowerCase().codePointAt(0) ?? code) ||
      test(text.toUpperCase().codePointAt(0) ?? code)
    );
  };
}
