import { MatrixRow } from '@nthlayer/engine';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Labels, and the one name that they have however they are printed. */
export interface NamedLabels {
  readonly labels: MatrixRow['labels'];
  readonly key: string;
}

/** Behind the object of texts that begins at `at`; -1 where there is none, or one with blanks. */
export function endOfLabels(body: Uint8Array, at: number): number {
  if (body[at] !== OPEN) {
    return -1;
  }
  if (body[at + 1] === CLOSE) {
    return at + 2;
  }
  let next = at;
  do {
    const value = endOfText(body, next + 1);
    next = value > 0 && body[value] === COLON ? endOfText(body, value + 1) : -1;
  } while (next > 0 && body[next] === COMMA);
  return next > 0 && body[next] === CLOSE ? next + 1 : -1;
}

function endOfText(body: Uint8Array, at: number): number {
  if (body[at] !== QUOTE) {
    return -1;
  }
  let end = at + 1;
  while (end < body.length && body[end] !== QUOTE) {
    end += body[end] === BACKSLASH ? 2 : 1;
  }
  return end < body.length ? end + 1 : -1;
}

/** Undefined for what is no object of texts. A label without a value is none. */
export function readLabels(text: string): NamedLabels | undefined {
  let metric: Record<string, string>;
  try {
    metric = JSON.parse(text);
  } catch {
    return undefined;
  }
  const names = Object.keys(metric)
    .filter(name => metric[name] !== '')
    .sort();
  // one may be called __proto__
  const labels = Object.fromEntries(names.map(name => [name, metric[name]]));
  const parts = names.map(
    name => `${JSON.stringify(name)}:${JSON.stringify(metric[name])}`,
  );
  const key = `{${parts.join()}}`;
  // most servers print it so, and the text takes less room than what was put together
  return { labels, key: key === text ? text : key };
}
