import { DataSourceProblem } from '@nthlayer/engine';
import {
  AskedToWait,
  GivenUp,
  PrometheusProblem,
  QueryFailed,
  QueryTimedOut,
} from './prometheusProblem';
import { retryAfterMs } from './resilience/retryAfter';

const CODES: Readonly<Record<number, [DataSourceProblem['code'], string]>> = {
  401: ['refused', 'The credentials were refused'],
  403: ['refused', 'Access was refused'],
  413: ['query-failed', 'The query is too large'],
};

/** What of a reply beside its body says what it means. */
export interface ReplyHead {
  readonly status: number;
  readonly retryAfter?: string | null;
}

/**
 * What a status other than 2xx means. `errorType` is Prometheus' own word for it, where the reply had one.
 */
export function httpProblem(
  { status, retryAfter = null }: ReplyHead,
  errorType?: string,
): PrometheusProblem {
  const known = CODES[status];
  if (known) {
    return new PrometheusProblem(known[0], `${known[1]} (HTTP ${status})`);
  }
  if (status === 408) {
    return new QueryTimedOut('The query took too long (HTTP 408)');
  }
  if (status === 422) {
    return new QueryFailed('The query was rejected (HTTP 422)');
  }
  const waitMs = retryAfterMs(retryAfter, Date.now());
  if (status === 429) {
    const message = 'Too many requests (HTTP 429)';
    return new AskedToWait({ code: 'rate-limited', message }, waitMs);
  }
  if (errorType === 'timeout' || errorType === 'canceled') {
    return new QueryTimedOut(
      `The query was given up by the server (HTTP ${status})`,
    );
  }
  if (status >= 500) {
    const message = `The server is not able to answer (HTTP ${status})`;
    return waitMs === undefined
      ? new PrometheusProblem('unreachable', message)
      : new AskedToWait({ code: 'unreachable', message }, waitMs);
  }
  if (status >= 300 && status < 400) {
    return new PrometheusProblem(
      'bad-reply',
      `The server redirects (HTTP ${status}): configure the URL it leads to`,
    );
  }
  return errorType === undefined
    ? new PrometheusProblem(
        'bad-reply',
        `Not an answer of the Prometheus API (HTTP ${status})`,
      )
    : new PrometheusProblem(
        'query-failed',
        `The query was rejected (HTTP ${status})`,
      );
}

const SYSTEM_CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** What a request that got no reply, or only a part of one, means. */
export function connectionProblem(
  error: unknown,
  timeoutMs: number,
): PrometheusProblem {
  if (error instanceof PrometheusProblem) {
    return error;
  }
  const { name, code } = error as { name?: string; code?: unknown };
  if (name === 'TimeoutError') {
    return new PrometheusProblem('timeout', `No answer within ${timeoutMs} ms`);
  }
  if (name === 'AbortError') {
    return new GivenUp();
  }
  const known = typeof code === 'string' && SYSTEM_CODE.test(code);
  return new PrometheusProblem(
    'unreachable',
    `The connection failed${known ? ` (${code})` : ''}`,
  );
}
