import { Knex } from 'knex';

const COLUMNS = 'slo_id, state, evaluated_at_ms';
const VALUES = 'new.slo_id, new.state, new.evaluated_at_ms';
const INSERT = `insert into status_log (${COLUMNS}) values (${VALUES});`;

/** Has the database itself keep every status that is ever committed, in `status_log`. */
export async function logStatuses(knex: Knex): Promise<void> {
  await knex.schema.createTable('status_log', table => {
    table.increments('id');
    table.integer('slo_id');
    table.string('state');
    table.bigInteger('evaluated_at_ms');
  });
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      `create function log_status() returns trigger language plpgsql as
      $$ begin ${INSERT} return new; end $$`,
    );
    await knex.raw(
      `create trigger log_status after insert or update on slo_statuses
      for each row execute function log_status()`,
    );
    return;
  }
  for (const change of ['insert', 'update']) {
    await knex.raw(
      `create trigger log_${change} after ${change} on slo_statuses
      begin ${INSERT} end`,
    );
  }
}

/** When the statuses of an SLO that were committed became exhausted, in milliseconds since the epoch. */
export async function timesExhausted(
  knex: Knex,
  sloId: number,
): Promise<number[]> {
  const log = await knex('status_log').where('slo_id', sloId).orderBy('id');
  return log
    .filter(
      ({ state }, index) =>
        state === 'exhausted' && log[index - 1]?.state !== 'exhausted',
    )
    .map(row => Number(row.evaluated_at_ms));
}
