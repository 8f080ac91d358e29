import { Knex } from 'knex';

const CONTROL = /^(BEGIN|COMMIT|ROLLBACK)/i;

/** A database that fails at one statement, or once after a commit has arrived. */
export class FaultyDatabase {
  /** What the ledger works on. */
  readonly knex: Knex;
  readonly #real: Knex;
  #statementsLeft = Infinity;
  #commitsLeft = Infinity;

  constructor(real: Knex) {
    this.#real = real;
    this.knex = new Proxy(real, {
      get: (target, key, receiver) =>
        key === 'transaction'
          ? (work: (tx: Knex.Transaction) => Promise<unknown>) =>
              this.#transaction(work)
          : Reflect.get(target, key, receiver),
    });
    real.on('query', this.#onQuery);
  }

  /** The statement after so many others is refused, as in a database that is locked. */
  failAtStatement(count: number): void {
    this.#statementsLeft = count;
  }

  /** The connection breaks after so many transactions, when the commit has arrived. */
  failAfterCommit(count: number): void {
    this.#commitsLeft = count;
  }

  heal(): void {
    this.#statementsLeft = Infinity;
    this.#commitsLeft = Infinity;
  }

  close(): void {
    this.#real.removeListener('query', this.#onQuery);
  }

  readonly #onQuery = ({ sql }: { sql: string }) => {
    if (!CONTROL.test(sql) && this.#statementsLeft-- === 0) {
      throw new Error('SQLITE_BUSY: database is locked');
    }
  };

  async #transaction(
    work: (tx: Knex.Transaction) => Promise<unknown>,
  ): Promise<unknown> {
    const result = await this.#real.transaction(work);
    if (this.#commitsLeft-- === 0) {
      throw new Error('Connection terminated unexpectedly');
    }
    return result;
  }
}
