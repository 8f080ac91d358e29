/**
 * Where an SLI is not read for long, its watermark moves on without it, so that the newest minutes come first: from when
 * on nothing has been read stays known. Of those that are not read already it is told from the next such move on.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('sli_revisions', table => {
    table
      .bigInteger('unread_from_ms')
      .nullable()
      .comment(
        'Where the watermark stood before it was moved on over a long gap; null once anything newer has been read',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('sli_revisions', table => {
    table.dropColumn('unread_from_ms');
  });
};
