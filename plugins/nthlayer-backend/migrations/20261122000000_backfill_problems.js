/**
 * A back-fill that fails beside ticks that succeed has a problem of its own, which the ticks do not end.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('sli_revisions', table => {
    table.string('backfill_problem_code', 32).nullable();
    table.text('backfill_problem_message').nullable();
    table.bigInteger('backfill_problem_since_ms').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('sli_revisions', table => {
    table.dropColumns(
      'backfill_problem_code',
      'backfill_problem_message',
      'backfill_problem_since_ms',
    );
  });
};
