import { parseNumber } from './numberLiteral';
import { DurationValue, Placeholder, placeholdersOf } from './placeholder';
import { unquoteString } from './stringLiteral';
import { SyntaxProblem } from './syntaxProblem';
import { Token } from './token';
import { TokenReader } from './TokenReader';

/** A string literal: its text, and the placeholders that stand in it unescaped. */
export function readString(
  token: Token,
  reader: TokenReader,
): { value: string; placeholders: readonly Placeholder[] } {
  const literal = reader.written(token);
  const quote = literal[0];
  const found = reader.hasVariables ? placeholdersOf(literal) : [];
  const placeholders: Placeholder[] = [];
  let value = '';
  let index = 1;
  const addText = (end: number) => {
    const text = unquoteString(quote + literal.slice(index, end) + quote);
    if (text === undefined) {
      throw new SyntaxProblem(
        'invalid-string',
        token.from,
        'A backslash must begin an escape of Go; write \\\\ for one backslash.',
      );
    }
    value += text;
  };
  for (const { at, text } of found) {
    addText(at);
    placeholders.push({ at: value.length, text });
    value += text;
    index = at + text.length;
  }
  addText(literal.length - 1);
  return { value, placeholders };
}

/** A string literal that stands for a name. */
export function readQuotedName(token: Token, reader: TokenReader): string {
  const { value, placeholders } = readString(token, reader);
  if (placeholders.length > 0) {
    throw new SyntaxProblem(
      'unsupported-promql',
      token.from,
      'A quoted name may not hold a variable.',
    );
  }
  return value;
}

/** The value of an unsigned number; a length of time counts in seconds. */
export function numberOf({ text, from }: Token): number {
  const value = parseNumber(text);
  if (value === undefined) {
    throw new SyntaxProblem('invalid-number', from);
  }
  return value;
}

/** Takes a number without its sign. */
export function takeNumber(reader: TokenReader): Token {
  return reader.takeWord('inf', 'nan') ?? reader.expect('number');
}

const SIGNS = ['-', '+'];

/** Takes a number that may have a sign, or the placeholder for one, as written. */
export function readSigned(
  reader: TokenReader,
  signs = Infinity,
): number | { readonly placeholder: string } {
  const { from } = reader.current;
  let sign = 1;
  for (let i = 0; i < signs && SIGNS.includes(reader.current.text); i++) {
    sign = reader.next().text === '-' ? -sign : sign;
  }
  const token = takeNumber(reader);
  if (reader.placeholdersIn(token).length > 0) {
    return { placeholder: reader.written({ from, to: token.to }) };
  }
  const value = numberOf(token);
  if (!Number.isFinite(value)) {
    throw new SyntaxProblem('invalid-number', token.from);
  }
  return sign * value;
}

const DURATION_FUNCTIONS = ['step', 'range', 'min_of', 'max_of'];
const ARITHMETIC = /^[-+*/%^]$/;

/** Milliseconds of a plain duration, or the placeholder for one. */
export function readDuration(
  reader: TokenReader,
  place: 'in brackets' | 'after offset',
): DurationValue {
  const { from } = reader.current;
  const refuseArithmetic = () => {
    throw new SyntaxProblem(
      'unsupported-promql',
      from,
      'Arithmetic on durations is experimental, from Prometheus 3.4 on; write the result.',
    );
  };
  if (reader.is('(') || reader.isWord(...DURATION_FUNCTIONS)) {
    refuseArithmetic();
  }
  const seconds = readSigned(reader);
  if (place === 'in brackets' && ARITHMETIC.test(reader.current.text)) {
    refuseArithmetic();
  }
  return typeof seconds === 'number' ? Math.round(seconds * 1000) : seconds;
}
