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
