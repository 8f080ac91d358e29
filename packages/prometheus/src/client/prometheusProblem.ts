import { DataSourceProblem } from '@nthlayer/engine';

/**
 * A request that Prometheus did not answer as asked. Its message is ours: it never holds what the remote side
 * wrote, nor a credential.
 *
 * @public
 */
export class PrometheusProblem extends Error {
  /** Code and message. */
  readonly problem: DataSourceProblem;

  constructor(code: DataSourceProblem['code'], message: string) {
    super(message);
    this.name = 'PrometheusProblem';
    this.problem = { code, message };
  }
}

/** The reply is longer than the limit; a smaller question may be answered. */
export class ReplyTooLarge extends PrometheusProblem {
  constructor(maxBytes: number) {
    super('bad-reply', `The reply is longer than ${maxBytes} bytes`);
  }
}

/** The server began with the query and did not come to its end, as when it would read too many samples. */
export class QueryFailed extends PrometheusProblem {
  constructor(message: string) {
    super('query-failed', message);
  }
}

/** The caller gave the request up, which says nothing about the server. */
export class GivenUp extends PrometheusProblem {
  constructor() {
    super('timeout', 'Given up before the answer came');
  }
}

/** The server is there, and does not want to be asked for a while. */
export class AskedToWait extends PrometheusProblem {
  /** How long; undefined where it did not say. */
  readonly waitMs: number | undefined;

  constructor(
    { code, message }: DataSourceProblem,
    waitMs: number | undefined,
  ) {
    super(code, message);
    this.waitMs = waitMs;
  }
}

/** The server, or a proxy before it, let a query go on for too long: it answers, if not this. */
export class QueryTimedOut extends PrometheusProblem {
  constructor(message: string) {
    super('timeout', message);
  }
}

/** What came is no answer, or none that can be right. */
export function badReply(message: string): PrometheusProblem {
  return new PrometheusProblem('bad-reply', message);
}
