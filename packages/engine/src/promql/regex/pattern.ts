import { mayBacktrack } from './backtracking';
import { compileRegex } from './compileRegex';
import { readRegex } from './readRegex';
import { RegexNode } from './regexNode';
import { REGEX_REASONS, RegexProblem } from './regexProblem';

/**
 * Why Prometheus (RE2) would refuse a regular expression, and where in it.
 *
 * @public
 */
export interface RegexFinding {
  readonly index: number;
  /** What is wrong and how to mend it, without a full stop. */
  readonly reason: string;
}

function read(pattern: string): RegexNode | RegexFinding {
  try {
    return readRegex(pattern);
  } catch (error) {
    if (error instanceof RegexProblem) {
      return { index: error.index, reason: REGEX_REASONS[error.reason] };
    }
    throw error;
  }
}

function isFinding(result: RegexNode | RegexFinding): result is RegexFinding {
  return 'reason' in result;
}

/**
 * What is wrong with a regular expression of a matcher; undefined when Prometheus accepts it.
 *
 * @public
 */
export function checkRegex(pattern: string): RegexFinding | undefined {
  const result = read(pattern);
  return isFinding(result) ? result : undefined;
}

/**
 * Whether a regular expression could take an engine that backtracks (JavaScript, PCRE) very long. When in doubt,
 * yes. Prometheus itself is safe from it.
 *
 * @public
 */
export function regexBacktracks(pattern: string): boolean {
  const result = read(pattern);
  return !isFinding(result) && mayBacktrack(result);
}

/**
 * A regular expression of PromQL as a test of whole label values, in time proportional to the value whatever the
 * pattern. `.` matches line breaks, as since Prometheus 3.0. Undefined when Prometheus would refuse the pattern, or
 * it is too large: each character of a value costs up to `mostStates` steps, by default 100,000.
 *
 * @public
 */
export function compilePattern(
  pattern: string,
  mostStates?: number,
): ((value: string) => boolean) | undefined {
  const result = read(pattern);
  return isFinding(result) ? undefined : compileRegex(result, mostStates);
}
