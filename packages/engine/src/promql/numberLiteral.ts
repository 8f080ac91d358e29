import { parseDuration } from './duration';

/** Without the noise of binary arithmetic: at most 15 significant digits, which every double keeps, and no −0. */
export function cleanNumber(value: number): number {
  if (value === 0) {
    return 0;
  }
  return Number.isFinite(value) && !Number.isSafeInteger(value)
    ? Number(value.toPrecision(15))
    : value;
}

export function formatNumber(value: number): string {
  if (Number.isFinite(value)) {
    return String(value);
  }
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  return value > 0 ? 'Inf' : '-Inf';
}

/** Value of an unsigned literal; a duration counts in seconds. Undefined if the text is no number. */
export function parseNumber(text: string): number | undefined {
  const word = text.toLowerCase();
  if (word === 'inf') {
    return Infinity;
  }
  if (word === 'nan') {
    return NaN;
  }
  const durationMs = parseDuration(text);
  if (durationMs !== undefined) {
    return durationMs / 1000;
  }
  const digits = text.replaceAll('_', '');
  // As in Go: 010 is 8, but 08 and 01.5 are decimal.
  const value = /^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits);
  return Number.isFinite(value) ? value : undefined;
}
