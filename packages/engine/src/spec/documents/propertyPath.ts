import { PropertyPath } from './sourceDocument';

const PLAIN = /^[A-Za-z_$][\w$]*$/;

/** A path as diagnostics write it, e.g. `spec.slos[0].target` or `spec.labels["cost-centre"]`. */
export function printPath(path: PropertyPath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') {
      text += `[${part}]`;
    } else if (PLAIN.test(part)) {
      text += text === '' ? part : `.${part}`;
    } else {
      text += `[${JSON.stringify(part)}]`;
    }
  }
  return text;
}

/** Paths of what a property is in, as diagnostics write them. */
export function pathsAround(path: string): readonly string[] {
  return [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index));
}

const PART = /\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** The path that a diagnostic writes; `undefined` when the text is none. */
export function parsePath(text: string): PropertyPath | undefined {
  const path: (string | number)[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const match = PART.exec(text);
    if (match === null) {
      return undefined;
    }
    const [, name, index, key] = match;
    path.push(name ?? (key === undefined ? Number(index) : unquoted(key)));
  }
  return path;
}

function unquoted(key: string): string {
  try {
    return String(JSON.parse(key));
  } catch {
    return key;
  }
}
