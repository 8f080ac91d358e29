/**
 * How far a data source has been read is kept once for all SLIs that are read together, so that a tick moves one row
 * however many they are. Versions tell whoever keeps SLOs in memory that they have changed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('reading_cursors', table => {
    table.comment('How far each data source has been read');
    table.string('data_source').primary();
    table
      .bigInteger('watermark_ms')
      .notNullable()
      .comment('Of the SLI revisions that follow it');
    table.integer('followers').notNullable().comment('How many they are');
    table
      .bigInteger('definitions')
      .notNullable()
      .comment('Grows whenever SLOs are added, changed or removed');
    table
      .bigInteger('progress')
      .notNullable()
      .comment('Grows whenever something else is known of how far SLIs are');
  });
  await knex.schema.alterTable('sli_revisions', table => {
    table
      .boolean('follows')
      .notNullable()
      .defaultTo(false)
      .comment('Its watermark is the one of its data source');
    table.index(['data_source'], 'sli_revisions_data_source_idx');
  });
  const sources = await knex('sli_revisions').distinct('data_source');
  for (const { data_source: dataSource } of sources) {
    await knex('reading_cursors').insert({
      data_source: dataSource,
      watermark_ms: 0,
      followers: 0,
      definitions: 0,
      progress: 0,
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const cursor of await knex('reading_cursors')) {
    await knex('sli_revisions')
      .where({ data_source: cursor.data_source, follows: true })
      .update({ watermark_ms: cursor.watermark_ms });
  }
  await knex.schema.alterTable('sli_revisions', table => {
    table.dropIndex([], 'sli_revisions_data_source_idx');
    table.dropColumn('follows');
  });
  await knex.schema.dropTable('reading_cursors');
};
