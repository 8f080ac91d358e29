import { DataSourceProblem } from '@nthlayer/engine';
import { PrometheusProblem } from '../client/prometheusProblem';

/** Turns what was thrown into a problem. */
export type ProblemOf = (error: unknown) => DataSourceProblem;

/**
 * A remote side that does not answer as asked is a problem and no more. Anything else is a mistake of ours: it is
 * a problem too, and is reported, once however many SLIs it touches.
 */
export function problemReporter(
  onError: ((error: unknown) => void) | undefined,
): ProblemOf {
  let reported = false;
  return error => {
    if (error instanceof PrometheusProblem) {
      return error.problem;
    }
    if (!reported) {
      reported = true;
      onError?.(error);
    }
    return {
      code: 'query-failed',
      message: 'The answer could not be worked out: the log says why',
    };
  };
}
