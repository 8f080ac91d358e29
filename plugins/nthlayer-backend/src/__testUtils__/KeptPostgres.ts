import knexFactory, { Knex } from 'knex';

/** How a database comes to be what a test asks for. */
export interface Making {
  /** What it is made by. Of another version it is made anew. */
  readonly version: string;
  /** Whether it still is what it was when it was made, but for its rows. */
  isWhole(knex: Knex): Promise<boolean>;
  make(knex: Knex): Promise<void>;
}

/** Databases that stay on their server from test file to test file, because it takes long to make and to drop them. */
export class KeptPostgres {
  readonly #server: URL;
  /** Its only connection holds the locks of those that are taken. */
  readonly #admin: Knex;
  readonly #opened: Knex[] = [];
  #next = 0;

  static on(server: string): KeptPostgres {
    return new KeptPostgres(new URL(server));
  }

  private constructor(server: URL) {
    this.#server = server;
    this.#admin = this.#connect('postgres', { min: 1, max: 1 });
  }

  /** One that nobody else takes until `close`. */
  async take({ version, isWhole, make }: Making): Promise<Knex> {
    const name = await this.#lockNext();
    const found = await this.#versionOf(name);
    if (found === version) {
      const kept = this.#open(name);
      if (await isWhole(kept)) {
        return kept;
      }
      await kept.destroy();
    }
    await this.#admin.raw('drop database if exists ?? with (force)', [name]);
    await this.#admin.raw('create database ??', [name]);
    const made = this.#open(name);
    await make(made);
    const comment = this.#admin.raw('?', [version]);
    await this.#admin.raw(`comment on database ?? is ${comment}`, [name]);
    return made;
  }

  async close(): Promise<void> {
    await Promise.all(this.#opened.map(knex => knex.destroy()));
    await this.#admin.destroy();
  }

  async #lockNext(): Promise<string> {
    for (;;) {
      const name = `nthlayer_test_${this.#next}`;
      this.#next += 1;
      const { rows } = await this.#admin.raw(
        'select pg_try_advisory_lock(hashtext(?)) as is_free',
        [name],
      );
      if (rows[0].is_free) {
        return name;
      }
    }
  }

  async #versionOf(name: string): Promise<string | undefined> {
    const { rows } = await this.#admin.raw(
      `select shobj_description(oid, 'pg_database') as version
      from pg_database where datname = ?`,
      [name],
    );
    return rows[0]?.version;
  }

  #open(name: string): Knex {
    const knex = this.#connect(name, { min: 0, max: 5 });
    this.#opened.push(knex);
    return knex;
  }

  #connect(database: string, pool: Knex.PoolConfig): Knex {
    const url = new URL(this.#server);
    url.pathname = database;
    return knexFactory({ client: 'pg', connection: String(url), pool });
  }
}
