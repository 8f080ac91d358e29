/**
 * Exclusions that ended longer ago than any window reaches back are in no budget: ticks do not read them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('exclusions', table => {
    table
      .bigInteger('last_end_ms')
      .nullable()
      .comment('Nothing where a rule goes on, or it is not known');
  });
  await knex('exclusions')
    .whereNull('rrule')
    .update({ last_end_ms: knex.ref('end_ms') });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('exclusions', table => {
    table.dropColumns('last_end_ms');
  });
};
