import { Knex } from 'knex';

const COLUMNS = 'entity_ref, state, evaluated_at_ms';
const EVALUATED_AT =
  'coalesce(new.evaluated_at_ms, (select evaluated_at_ms from reading_cursors where data_source = new.data_source))';
const VALUES = `new.entity_ref, new.state, ${EVALUATED_AT}`;
const INSERT = `insert into status_log (${COLUMNS}) values (${VALUES});`;

/** Has the database itself keep every state of a service that is ever committed, in `status_log`. */
export async function logStatuses(knex: Knex): Promise<void> {
  await knex.schema.createTable('status_log', table => {
    table.increments('id');
    table.string('entity_ref');
    table.string('state');
    table.bigInteger('evaluated_at_ms');
  });
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      `create function log_status() returns trigger language plpgsql as
      $$ begin ${INSERT} return new; end $$`,
    );
    await knex.raw(
      `create trigger log_status after insert or update on portfolio
      for each row execute function log_status()`,
    );
    return;
  }
  for (const change of ['insert', 'update']) {
    await knex.raw(
      `create trigger log_${change} after ${change} on portfolio
      begin ${INSERT} end`,
    );
  }
}

/** When the states of a service that were committed became exhausted, in milliseconds since the epoch. */
export async function timesExhausted(
  knex: Knex,
  entityRef: string,
): Promise<number[]> {
  const log = await knex('status_log')
    .where('entity_ref', entityRef)
    .orderBy('id');
  return log
    .filter(
      ({ state }, index) =>
        state === 'exhausted' && log[index - 1]?.state !== 'exhausted',
    )
    .map(row => Number(row.evaluated_at_ms));
}
