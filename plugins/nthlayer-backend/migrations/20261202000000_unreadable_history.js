/**
 * History that a data source never answers is given up after some tries, and it is kept why.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('sli_revisions', table => {
    table
      .integer('backfill_tries')
      .notNullable()
      .defaultTo(0)
      .comment('How often the next chunk of history has failed');
    table.bigInteger('backfill_tried_at_ms').nullable();
  });
  await knex.schema.createTable('unreadable_stretches', table => {
    table.comment('History that was given up; its tiles are unknown');
    table.integer('sli_revision_id').notNullable();
    table.bigInteger('start_ms').notNullable();
    table.bigInteger('end_ms').notNullable();
    table.string('problem_code', 32).notNullable();
    table.text('problem_message').notNullable();
    table.bigInteger('given_up_at_ms').notNullable();
    table.primary(['sli_revision_id', 'start_ms']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('unreadable_stretches');
  await knex.schema.alterTable('sli_revisions', table => {
    table.dropColumns('backfill_tries', 'backfill_tried_at_ms');
  });
};
