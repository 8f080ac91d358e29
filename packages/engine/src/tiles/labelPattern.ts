/** Longer patterns and more wildcards than these are not tried: matching must stay cheap whatever is asked. */
const MAX_LENGTH = 1_000;
const MAX_WILDCARDS = 3;

/** One alternative: literal characters, escaped ones, sets such as [45], and . with an optional * or +. */
const ALTERNATIVE =
  /^(?:[\w\s/:,;=@%&#<>~"'`!-]|\\[^\w\s]|\[[\w-]+\]|\.[*+]?)*$/u;
const ALTERNATION = /(?<!\\)\|/u;
const WILDCARD = /(?<!\\)\.[*+]/gu;

function isPlain(alternative: string): boolean {
  const wildcards = alternative.match(WILDCARD)?.length ?? 0;
  return ALTERNATIVE.test(alternative) && wildcards <= MAX_WILDCARDS;
}

/**
 * A regular expression of PromQL as a test of whole label values. Undefined unless it is of the plain forms that
 * matchers are written in: alternatives of literals, character sets, `.`, `.*` and `.+`.
 */
export function labelPattern(
  pattern: string,
): ((value: string) => boolean) | undefined {
  if (
    pattern.length > MAX_LENGTH ||
    !pattern.split(ALTERNATION).every(isPlain)
  ) {
    return undefined;
  }
  try {
    const expression = new RegExp(`^(?:${pattern})$`, 'su');
    return value => expression.test(value);
  } catch {
    return undefined; // a set whose range runs backwards
  }
}
