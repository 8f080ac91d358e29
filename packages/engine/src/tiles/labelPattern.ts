import { compilePattern } from '../promql/regex';

/** Larger patterns are not tried: matching all series of a service must stay cheap whatever is asked. */
const MAX_LENGTH = 1_000;
const MOST_STATES = 2_000;

/**
 * A regular expression of PromQL as a test of whole label values. Undefined when Prometheus would refuse it, or it is
 * too large.
 */
export function labelPattern(
  pattern: string,
): ((value: string) => boolean) | undefined {
  return pattern.length > MAX_LENGTH
    ? undefined
    : compilePattern(pattern, MOST_STATES);
}
