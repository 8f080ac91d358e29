/**
 * What cursors of lists are encrypted with is kept where every replica finds it, so that each can read those of the others.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('cursor_keys', table => {
    table.comment('One row, made when the first cursor is needed');
    table.integer('id').primary();
    table.binary('key').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cursor_keys');
};
