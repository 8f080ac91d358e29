/**
 * Of a status only the sums are stored that it was made of, those of many SLOs packed together, and beside them what stays
 * the same from one evaluation to the next. Statuses that were there are made anew by the next evaluation.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.dropTable('slo_statuses');
  await knex.schema.createTable('status_shards', table => {
    table.comment('Whose statuses are in the shards of status_figures');
    table.string('data_source').notNullable();
    table
      .integer('shard')
      .notNullable()
      .comment('SLOs whose ids are near each other');
    table.text('identities', 'longtext').notNullable().comment('JSON');
    table.primary(['data_source', 'shard']);
  });
  await knex.schema.createTable('status_figures', table => {
    table.comment('What the statuses of a shard are made of');
    table.string('data_source').notNullable();
    table.integer('shard').notNullable();
    table
      .string('writer', 36)
      .notNullable()
      .comment('Process that knows what is stored');
    table
      .bigInteger('newest_ms')
      .notNullable()
      .comment('When the newest of its statuses was made');
    table.binary('figures').notNullable().comment('Packed by packNumbers');
    table.primary(['data_source', 'shard']);
  });
  await knex.schema.alterTable('reading_cursors', table => {
    table
      .bigInteger('evaluated_at_ms')
      .nullable()
      .comment('When all statuses of the data source were made last');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('reading_cursors', table => {
    table.dropColumn('evaluated_at_ms');
  });
  await knex.schema.dropTable('status_figures');
  await knex.schema.dropTable('status_shards');
  await knex.schema.createTable('slo_statuses', table => {
    table.integer('slo_id').notNullable();
    table.string('labels_hash', 64).notNullable();
    table.text('labels').notNullable();
    table.integer('sli_revision_id').notNullable();
    table.string('stack_revision', 64).notNullable();
    table.text('status').notNullable().comment('BudgetStatus as JSON');
    table.bigInteger('evaluated_at_ms').notNullable();
    table.string('state', 16).nullable();
    table.boolean('stale').nullable();
    table.double('remaining').nullable();
    table.primary(['slo_id', 'labels_hash']);
  });
};
