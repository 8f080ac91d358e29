/**
 * A spec may be several files: those beside the one that an entity names are kept with it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('spec_files', table => {
    table
      .text('beside', 'longtext')
      .nullable()
      .comment('Files that the spec asks for, as JSON');
    table.text('good_beside', 'longtext').nullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('spec_files', table => {
    table.dropColumn('beside');
    table.dropColumn('good_beside');
  });
};
