/**
 * A regular expression that matches exactly this text, in the syntax of Prometheus (RE2).
 *
 * @public
 */
export function escapeRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/**
 * A regular expression that matches any of these texts and nothing else, for `=~`.
 *
 * @public
 */
export function alternation(texts: readonly string[]): string {
  return texts.map(escapeRegex).join('|');
}

const LONGEST = 64 * 1024;

/** Whether Prometheus would very likely accept the pattern. Backtracking syntax, which RE2 lacks, is refused. */
export function isRegex(pattern: string): boolean {
  if (pattern.length > LONGEST || /\(\?<?[=!]|\\[1-9]/.test(pattern)) {
    return false;
  }
  const portable = pattern
    .replace(/\(\?[imsU]+\)/g, '')
    .replace(/\(\?[imsU]+:/g, '(?:')
    .replaceAll('(?P<', '(?<')
    .replace(/\[\[:\^?[a-z]+:\]/g, '[a');
  try {
    return new RegExp(`^(?:${portable})$`) instanceof RegExp;
  } catch {
    return false;
  }
}
