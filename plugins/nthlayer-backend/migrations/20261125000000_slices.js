/**
 * How the time of an SLO is cut, for the budgeting methods of time slices.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_versions', table => {
    table.text('slices').nullable().comment('Length and objective as JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slo_versions', table => {
    table.dropColumn('slices');
  });
};
