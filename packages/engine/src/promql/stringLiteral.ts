import { Placeholder } from './placeholder';

const NAMED: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** Text that UTF-8 can hold: half a surrogate pair becomes U+FFFD, as it would on the wire. */
export function wellFormed(text: string): string {
  return SURROGATE.test(text) ? mendSurrogates(text) : text;
}

/** Halves and whole pairs alike; few texts have any. */
const SURROGATE = /[\ud800-\udfff]/;

function mendSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function escapeCharacter(character: string): string {
  switch (character) {
    case '"':
    case '\\':
      return `\\${character}`;
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}

/**
 * A string literal of PromQL, in double quotes, whatever the text holds.
 *
 * @public
 */
export function quoteString(text: string): string {
  return `"${wellFormed(text).replace(
    /["\\\p{Cc}\u2028\u2029]/gu,
    escapeCharacter,
  )}"`;
}

/** `quoteString` for a text that Grafana will look through: only the placeholders are left for it to find. */
export function quoteForGrafana(
  text: string,
  placeholders: readonly Placeholder[] = [],
): string {
  const pieces: string[] = [];
  let index = 0;
  const addText = (end: number) => {
    const piece = quoteString(text.slice(index, end)).slice(1, -1);
    pieces.push(
      piece
        .replace(/\$(?=\{?[A-Za-z_])/g, '\\u0024')
        .replace(/\[(?=\[)/g, '\\u005b'),
    );
    index = end;
  };
  for (const { at, text: own } of placeholders) {
    addText(at);
    pieces.push(own);
    index += own.length;
  }
  addText(text.length);
  return `"${pieces.join('')}"`;
}

const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([abfnrtv\\'"]))/y;

/** Bytes of the escape at the index, and where the text goes on; undefined if it is no escape of Go's. */
function readEscape(
  body: string,
  index: number,
): { bytes: Uint8Array; next: number } | undefined {
  ESCAPE.lastIndex = index;
  const match = ESCAPE.exec(body);
  if (!match) {
    return undefined;
  }
  const next = ESCAPE.lastIndex;
  const [, hex, octal, short, long, named] = match;
  if (hex !== undefined || octal !== undefined) {
    const byte = hex === undefined ? parseInt(octal, 8) : parseInt(hex, 16);
    return byte > 255 ? undefined : { bytes: Uint8Array.of(byte), next };
  }
  const code = parseInt(short ?? long ?? '0', 16);
  if (named === undefined && (code > 0x10ffff || (code & ~0x7ff) === 0xd800)) {
    return undefined;
  }
  const text = named === undefined ? String.fromCodePoint(code) : NAMED[named];
  return { bytes: new TextEncoder().encode(text), next };
}

/** Text of a literal in any of PromQL's three quotes; undefined if it is not a whole literal. */
export function unquoteString(literal: string): string | undefined {
  const quote = literal[0];
  if (literal.length < 2 || !literal.endsWith(quote)) {
    return undefined;
  }
  const body = literal.slice(1, -1);
  if (quote === '`' || !body.includes('\\')) {
    return body;
  }
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  let index = 0;
  while (index < body.length) {
    const backslash = body.indexOf('\\', index);
    const end = backslash < 0 ? body.length : backslash;
    chunks.push(encoder.encode(body.slice(index, end)));
    index = end;
    if (backslash >= 0) {
      const escape = readEscape(body, index);
      if (!escape) {
        return undefined;
      }
      chunks.push(escape.bytes);
      index = escape.next;
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
