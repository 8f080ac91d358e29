/**
 * What the name of an environment or of a data source is, as a regular expression without flags. Such names become
 * label values, folders and names of rule groups.
 *
 * @public
 */
export const SCOPE_NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/**
 * The same in words; follows "must be".
 *
 * @public
 */
export const SCOPE_NAME_RULE =
  '1 to 63 letters, digits, ".", "_" or "-", and begin and end with a letter or digit';

/**
 * Whether a text may be the name of an environment or of a data source.
 *
 * @public
 */
export function isScopeName(value: unknown): value is string {
  return typeof value === 'string' && SCOPE_NAME.test(value);
}
