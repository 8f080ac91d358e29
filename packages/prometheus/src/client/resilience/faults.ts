import {
  AskedToWait,
  GivenUp,
  PrometheusProblem,
  QueryTimedOut,
} from '../prometheusProblem';

/** The server did not answer at all. An answer, even a refusal, shows that it is there. */
export function isFault(error: unknown): boolean {
  if (
    !(error instanceof PrometheusProblem) ||
    error instanceof GivenUp ||
    error instanceof QueryTimedOut ||
    error instanceof AskedToWait
  ) {
    return false;
  }
  const { code } = error.problem;
  return code === 'unreachable' || code === 'timeout';
}

/** The same request may be answered soon. One that took too long would take as long again. */
export function isTransient(error: unknown, longestWaitMs: number): boolean {
  if (error instanceof AskedToWait) {
    return (error.waitMs ?? 0) <= longestWaitMs;
  }
  return (
    error instanceof PrometheusProblem &&
    error.problem.code === 'unreachable' &&
    isFault(error)
  );
}
