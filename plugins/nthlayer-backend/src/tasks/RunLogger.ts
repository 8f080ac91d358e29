import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { AsyncLocalStorage } from 'node:async_hooks';

/** What tells one turn of a job from all others. */
export interface RunFacts extends JsonObject {
  job: string;
  run: string;
}

type Level = 'error' | 'warn' | 'info' | 'debug';

/** Adds to every line that is logged in a turn of a job which turn it was, however far down it is logged. */
export class RunLogger implements LoggerService {
  readonly #logger: LoggerService;
  readonly #current: AsyncLocalStorage<RunFacts>;

  static create(logger: LoggerService): RunLogger {
    return new RunLogger(logger, new AsyncLocalStorage());
  }

  private constructor(
    logger: LoggerService,
    current: AsyncLocalStorage<RunFacts>,
  ) {
    this.#logger = logger;
    this.#current = current;
  }

  /** Does some work in which every line bears these facts. */
  within<T>(facts: RunFacts, work: () => Promise<T>): Promise<T> {
    return this.#current.run(facts, work);
  }

  error(message: string, meta?: Error | JsonObject): void {
    this.#log('error', message, meta);
  }

  warn(message: string, meta?: Error | JsonObject): void {
    this.#log('warn', message, meta);
  }

  info(message: string, meta?: Error | JsonObject): void {
    this.#log('info', message, meta);
  }

  debug(message: string, meta?: Error | JsonObject): void {
    this.#log('debug', message, meta);
  }

  child(meta: JsonObject): LoggerService {
    return new RunLogger(this.#logger.child(meta), this.#current);
  }

  #log(level: Level, message: string, meta?: Error | JsonObject): void {
    const facts = this.#current.getStore();
    const logger = facts ? this.#logger.child(facts) : this.#logger;
    if (meta === undefined) {
      logger[level](message);
    } else {
      logger[level](message, meta);
    }
  }
}
