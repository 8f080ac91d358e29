import { Knex } from 'knex';

/** Where databases list their tables and all that belongs to them, and how rows are numbered from the beginning again. */
const KINDS = {
  sqlite: {
    tables: `select name from sqlite_master
      where type = 'table' and name not like 'sqlite_%'`,
    shape:
      'select type, count(*) as count, sum(length(sql)) as size from sqlite_master group by type order by type',
    restart: `delete from sqlite_sequence where name not like 'knex_%'`,
  },
  postgres: {
    tables: `select tablename as name from pg_tables
      where schemaname = 'public'`,
    shape: `select (select count(*) from pg_attribute where attrelid >= 16384) as columns,
      (select count(*) from pg_class where oid >= 16384) as classes,
      (select count(*) from pg_trigger) as triggers,
      (select count(*) from pg_proc where oid >= 16384) as functions`,
    restart: `select setval(format('%I', sequencename)::regclass, start_value, false)
      from pg_sequences
      where last_value is not null and sequencename not like 'knex_%'`,
  },
};

function kindOf(knex: Knex) {
  return knex.client.config.client === 'pg' ? KINDS.postgres : KINDS.sqlite;
}

async function rowsOf(knex: Knex, sql: string): Promise<{ name: string }[]> {
  const answer = await knex.raw(sql);
  return answer.rows ?? answer;
}

/** Another text once anything but rows is added to a database or taken from it. */
export async function shapeOf(knex: Knex): Promise<string> {
  return JSON.stringify(await rowsOf(knex, kindOf(knex).shape));
}

/** What makes a database one that was just migrated: cheaper than another, and than truncating what holds few rows. */
export async function scriptToEmptyTables(knex: Knex): Promise<string> {
  const { tables, restart } = kindOf(knex);
  const names = (await rowsOf(knex, tables)).map(({ name }) => name);
  return [
    ...names
      .filter(name => !name.startsWith('knex_'))
      .map(name => `delete from ${name}`),
    restart,
  ].join(';\n');
}
