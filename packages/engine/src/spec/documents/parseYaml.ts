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

/**
 * Tokens of a text, given up as soon as collections lie too deep in each other or are too large: the composer works
 * recursively, so the depth must be known before it starts.
 */
function tokensOf(
  text: string,
  { words, documents }: ParseLimits,
): CST.Token[] | TextProblem {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let left = words;
  for (const lexeme of new Lexer().lex(text)) {
    left -= 1;
    if (left < 0) {
      return tooManyWords(parser.offset, words);
    }
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
  for (const token of parser.end()) {
    tokens.push(token);
  }
  const beyond = tokens.filter(({ type }) => type === 'document')[documents];
  return beyond === undefined
    ? tokens
    : tooManyDocuments(beyond.offset, documents);
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

function tooManyWords(offset: number, most: number): TextProblem {
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
