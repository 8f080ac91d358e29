/**
 * What lint found, beside the stack that it looked at: findings of another revision are not shown.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('lint_findings', table => {
    table.comment('SLOs compared with the series of their data source');
    table.string('entity_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.string('revision', 64).notNullable();
    table.text('diagnostics', 'longtext').notNullable();
    table.bigInteger('linted_at_ms').notNullable();
    table.primary(['entity_ref', 'environment']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('lint_findings');
};
