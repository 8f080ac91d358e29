import { CST, Composer, Document, Lexer, ParsedNode, Parser } from 'yaml';
import { LIMITS } from './limits';

/** Something wrong with a text, by offset; the caller makes a diagnostic of it. */
export interface TextProblem {
  readonly code: string;
  readonly offset: number;
  readonly summary: string;
  readonly detail?: string;
}

/** A document as the library reads it: nodes know their offsets. */
export type YamlDocument = Document.Parsed<ParsedNode>;

/** How much of a text is worth reading. */
export interface ParseLimits {
  /** Words, brackets, line ends and the like. */
  readonly words: number;
  readonly documents: number;
}

/** Collections inside each other cost the parser a few entries of its stack each. */
const DEEPEST_STACK = 2 * LIMITS.depth + 4;

/** How many keys an object has that is being read; the last one may not be complete. */
function keysOf(token: CST.Token | undefined): number {
  switch (token?.type) {
    case 'block-map':
      return token.items.length - 1;
    case 'flow-collection':
      return token.start.source === '{' ? token.items.length - 1 : 0;
    default:
      return 0;
  }
}

/** As many lexemes as an object of too many keys takes, which says better what is wrong. */
const LOOKED_THROUGH = 10 * LIMITS.keysOfOneMap;

/** Lexemes that stand for no character. */
const MARKS = ['\x02', '\x18', '\x1f'];

/**
 * The lexemes of a text. After a while all of them are counted before the next is given: to find out that there are too
 * many takes a third of what it takes to parse them.
 */
class Lexemes {
  readonly #text: string;
  readonly #most: number;
  /** Where those begin that are too many. */
  beyond: number | undefined;

  constructor(text: string, most: number) {
    this.#text = text;
    this.#most = most;
  }

  *[Symbol.iterator](): Generator<string> {
    const rest: string[] = [];
    let count = 0;
    let offset = 0;
    for (const lexeme of new Lexer().lex(this.#text)) {
      count += 1;
      if (count > this.#most) {
        this.beyond = offset;
        return;
      }
      offset += MARKS.includes(lexeme) ? 0 : lexeme.length;
      if (count <= LOOKED_THROUGH) {
        yield lexeme;
      } else {
        rest.push(lexeme);
      }
    }
    yield* rest;
  }
}

/**
 * Tokens of a text, given up as soon as collections lie too deep in each other or are too large: the composer works
 * recursively, so the depth must be known before it starts.
 */
function tokensOf(
  text: string,
  { words, documents }: ParseLimits,
): CST.Token[] | TextProblem {
  const lexemes = new Lexemes(text, words);
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of lexemes) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
    }
    if (lexeme === ' ') {
      continue;
    }
    if (parser.stack.length > DEEPEST_STACK) {
      return tooDeep(parser.offset);
    }
    if (keysOf(parser.stack[parser.stack.length - 1]) > LIMITS.keysOfOneMap) {
      return tooManyKeys(parser.offset);
    }
  }
  if (lexemes.beyond !== undefined) {
    return tooManyWords(lexemes.beyond, words);
  }
  for (const token of parser.end()) {
    tokens.push(token);
  }
  const extra = tokens.filter(({ type }) => type === 'document')[documents];
  return extra === undefined
    ? tokens
    : tooManyDocuments(extra.offset, documents);
}

/** The problem of collections that lie too deep in each other. */
export function tooDeep(offset: number): TextProblem {
  return {
    code: 'too-deep',
    offset,
    summary: `Collections lie more than ${LIMITS.depth} deep in each other.`,
    detail: 'The file is not read any further. Write it flatter.',
  };
}

/** The problem of an object that is too large. */
export function tooManyKeys(offset: number): TextProblem {
  return {
    code: 'too-many-keys',
    offset,
    summary: `An object has more than ${LIMITS.keysOfOneMap} keys.`,
    detail: 'The file is not read any further. Split the object.',
  };
}

/** The problem of a text that is made of too much. */
export function tooManyWords(offset: number, most: number): TextProblem {
  return {
    code: 'too-many-values',
    offset,
    summary: `The file is made of more than ${most} words, brackets and line ends.`,
    detail: 'It is not read any further. Split it.',
  };
}

function tooManyDocuments(offset: number, most: number): TextProblem {
  return {
    code: 'too-many-documents',
    offset,
    summary: `The file has more than ${most} documents.`,
    detail: 'It is not read. Split it.',
  };
}

/** The documents of a text, or why it is not worth composing them. */
export function parseYaml(
  text: string,
  limits: ParseLimits,
): readonly YamlDocument[] | TextProblem {
  const tokens = tokensOf(text, limits);
  if (!Array.isArray(tokens)) {
    return tokens;
  }
  // The unique-key check of the library takes quadratic time; ours is linear.
  const composer = new Composer({
    uniqueKeys: false,
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  return [...composer.compose(tokens, false, text.length)];
}
