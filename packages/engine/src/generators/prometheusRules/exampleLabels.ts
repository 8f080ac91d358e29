import { Matcher, Selector } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Values that status labels have, for patterns like `5..`. */
const USUAL = ['200', '500', 'ok', 'success', 'failed', 'error', '404', 'x'];

/** Beyond this many attempts a selector is too unusual to find an example for. */
const MOST_ATTEMPTS = 5000;

/** Patterns that no engine can be slow on: short, with few repetitions and none of a group. */
function isTame(pattern: string): boolean {
  return (
    pattern.length <= 200 &&
    !/\)[*+?{]|\(\?|\\\d/.test(pattern) &&
    (pattern.match(/[*+{]/g) ?? []).length <= 2
  );
}

function patternMatches(pattern: string, value: string): boolean | undefined {
  try {
    return isTame(pattern)
      ? new RegExp(`^(?:${pattern})$`, 's').test(value)
      : undefined;
  } catch {
    return undefined;
  }
}

function accepts({ op, value: wanted }: Matcher, value: string): boolean {
  switch (op) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '=~':
      return patternMatches(wanted, value) === true;
    default:
      return patternMatches(wanted, value) === false;
  }
}

function meets(
  { matchers }: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return matchers.every(matcher =>
    accepts(matcher, labels[matcher.label] ?? ''),
  );
}

function candidates(matchers: readonly Matcher[]): string[] {
  const named = matchers.flatMap(({ op, value }) =>
    op === '=' || op === '!='
      ? [value]
      : value.split('|').map(part => part.replace(/\.[*+?]?/g, '0')),
  );
  return [...new Set([...USUAL, ...named, ''])];
}

/**
 * Labels of a series that some selectors choose and others do not; undefined where no usual value does it.
 */
export function exampleLabels(
  wanted: readonly Selector[],
  refused: readonly Selector[] = [],
): Record<string, string> | undefined {
  const matchers = [...wanted, ...refused].flatMap(each => each.matchers);
  const names = [...new Set(matchers.map(({ label }) => label))].sort();
  let attempts = 0;

  function fill(labels: Record<string, string>): typeof labels | undefined {
    const next = names.find(name => !(name in labels));
    if (next === undefined) {
      attempts++;
      const fits =
        wanted.every(selector => meets(selector, labels)) &&
        !refused.some(selector => meets(selector, labels));
      return fits ? labels : undefined;
    }
    const pinned = wanted.flatMap(selector =>
      selector.matchers.filter(({ label, op }) => label === next && op === '='),
    );
    const values =
      pinned.length > 0
        ? [pinned[0].value]
        : candidates(matchers.filter(({ label }) => label === next));
    let found: typeof labels | undefined;
    for (const value of values) {
      found ??=
        attempts < MOST_ATTEMPTS
          ? fill({ ...labels, [next]: value })
          : undefined;
    }
    return found;
  }

  return fill({});
}
