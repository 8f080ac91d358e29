import { Knex } from 'knex';

interface Statement {
  readonly reader: boolean;
  all(bindings: readonly unknown[]): unknown[];
  run(bindings: readonly unknown[]): unknown;
}

interface Connection {
  prepare(sql: string): Statement;
}

const BOUND_LIMIT = /(?<=\blimit )\?/;

/** SQLite compiles a statement again at every run when its limit is bound; this one has it in its text. */
class LimitedStatement implements Statement {
  readonly reader: boolean;
  readonly #sql: string;
  readonly #place: number;
  readonly #prepare: (sql: string) => Statement;

  constructor(
    sql: string,
    { reader }: Statement,
    prepare: (sql: string) => Statement,
  ) {
    const before = sql.slice(0, BOUND_LIMIT.exec(sql)?.index);
    this.#sql = sql;
    this.#place = before.split('?').length - 1;
    this.#prepare = prepare;
    this.reader = reader;
  }

  all(bindings: readonly unknown[]): unknown[] {
    return this.#with(bindings).all(bindings.toSpliced(this.#place, 1));
  }

  run(bindings: readonly unknown[]): unknown {
    return this.#with(bindings).run(bindings.toSpliced(this.#place, 1));
  }

  #with(bindings: readonly unknown[]): Statement {
    const limit = String(Number(bindings[this.#place]));
    return this.#prepare(this.#sql.replace(BOUND_LIMIT, limit));
  }
}

/** Has SQLite compile each statement once: tests say the same again and again. */
export async function keepStatements(knex: Knex): Promise<void> {
  const connection: Connection = await knex.client.acquireConnection();
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Statement>();
  connection.prepare = sql => {
    const known = kept.get(sql);
    if (known) {
      return known;
    }
    const statement = prepare(sql);
    const keepable =
      BOUND_LIMIT.test(sql) && !sql.includes("'")
        ? new LimitedStatement(sql, statement, connection.prepare)
        : statement;
    kept.set(sql, keepable);
    return keepable;
  };
  await knex.client.releaseConnection(connection);
}
