import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { compilePattern } from '../promql';

/**
 * Whether a label value passes a matcher; a label that is absent has the empty value. A pattern that Prometheus
 * refuses accepts nothing.
 *
 * @public
 */
export function matcherAccepts({
  op,
  value: wanted,
}: Matcher): (value: string) => boolean {
  if (op === '=' || op === '!=') {
    return value => (value === wanted) === (op === '=');
  }
  const matches = compilePattern(wanted) ?? (() => op === '!~');
  return value => matches(value) === (op === '=~');
}
