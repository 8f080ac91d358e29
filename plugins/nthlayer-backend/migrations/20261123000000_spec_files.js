/**
 * Spec files as they were last seen: what cannot be read now was read before, and the last version without errors stays
 * in force.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('spec_files', table => {
    table.comment('Spec files that catalog entities name');
    table.string('entity_ref').primary();
    table.text('source').notNullable().comment('Where it was looked for');
    table.text('path').notNullable().comment('As it is shown to people');
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('Of the text or of the problem');
    table.text('text', 'longtext').nullable();
    table.text('problem').nullable().comment('Why there is no text, as JSON');
    table.text('etag').nullable();
    table.bigInteger('looked_at_ms').notNullable();
    table.text('good_path').nullable();
    table
      .text('good_text', 'longtext')
      .nullable()
      .comment('The newest version without errors');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('spec_files');
};
