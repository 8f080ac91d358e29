/**
 * What people are told of budgets. A crossing is a level that an SLO has reached and not left since: its key makes that it
 * is told once, whoever evaluates. A notice is what is to be told; it is written with its crossing and delivered after.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slos', table => {
    table.text('alerts').nullable().comment('How its alerts are tuned, JSON');
  });
  await knex.schema.createTable('budget_crossings', table => {
    table.integer('slo_id').notNullable();
    table.string('labels_hash', 64).notNullable();
    table.string('level', 32).notNullable();
    table.bigInteger('crossed_at_ms').notNullable();
    table
      .bigInteger('period_ms')
      .nullable()
      .comment('Start of the calendar period; another one may be told anew');
    table.primary(['slo_id', 'labels_hash', 'level']);
  });
  await knex.schema.createTable('budget_notices', table => {
    table.string('id', 36).primary();
    table.string('entity_ref').notNullable();
    table.text('notice', 'longtext').notNullable().comment('As JSON');
    table.bigInteger('created_at_ms').notNullable();
    table.bigInteger('next_try_at_ms').notNullable();
    table.integer('tries').notNullable();
    table.bigInteger('settled_at_ms').nullable();
    table.string('outcome', 16).nullable();
    table.index(['settled_at_ms', 'next_try_at_ms'], 'budget_notices_due_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('budget_notices');
  await knex.schema.dropTable('budget_crossings');
  await knex.schema.alterTable('slos', table => {
    table.dropColumns('alerts');
  });
};
