import { PrometheusProblem } from './prometheusProblem';

const CODES: Readonly<
  Record<number, [PrometheusProblem['problem']['code'], string]>
> = {
  401: ['refused', 'The credentials were refused'],
  403: ['refused', 'Access was refused'],
  408: ['timeout', 'The query took too long'],
  413: ['query-failed', 'The query is too large'],
  429: ['rate-limited', 'Too many requests'],
};

/**
 * What a status other than 2xx means. `errorType` is Prometheus' own word for it, where the reply had one.
 */
export function httpProblem(
  status: number,
  errorType?: string,
): PrometheusProblem {
  const known = CODES[status];
  if (known) {
    return new PrometheusProblem(known[0], `${known[1]} (HTTP ${status})`);
  }
  if (errorType === 'timeout' || errorType === 'canceled') {
    return new PrometheusProblem(
      'timeout',
      `The query was given up by the server (HTTP ${status})`,
    );
  }
  if (status >= 500) {
    return new PrometheusProblem(
      'unreachable',
      `The server is not able to answer (HTTP ${status})`,
    );
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

/** What a request means that its caller gave up. */
export function givenUp(): PrometheusProblem {
  return new PrometheusProblem('timeout', 'Given up before the answer came');
}

/** What a request that got no reply, or only a part of one, means. */
export function connectionProblem(
  error: unknown,
  timeoutMs: number,
): PrometheusProblem {
  if (error instanceof PrometheusProblem) {
    return error;
  }
  const { name, cause } = error as { name?: string; cause?: unknown };
  if (name === 'TimeoutError') {
    return new PrometheusProblem('timeout', `No answer within ${timeoutMs} ms`);
  }
  if (name === 'AbortError') {
    return givenUp();
  }
  const code = (cause as { code?: unknown } | undefined)?.code;
  const known = typeof code === 'string' && SYSTEM_CODE.test(code);
  return new PrometheusProblem(
    'unreachable',
    `The connection failed${known ? ` (${code})` : ''}`,
  );
}
