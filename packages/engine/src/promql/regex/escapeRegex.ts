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
