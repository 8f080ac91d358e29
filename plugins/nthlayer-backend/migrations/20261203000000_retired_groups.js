/**
 * A group that has been silent while others of its SLO were not counts no more, and an SLO with too many groups says so.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('tile_groups', table => {
    table
      .bigInteger('newest_ms')
      .nullable()
      .comment(
        'End of the newest known tile that is sealed, or of the tick that made or revived the group; null as long as its SLO has no other group',
      );
    table
      .bigInteger('retired_at_ms')
      .nullable()
      .comment('End of the newest tile of its SLO when it was retired');
    table.index(['sli_revision_id'], 'tile_groups_counted_idx', {
      predicate: knex.whereNull('retired_at_ms'),
    });
  });
  await knex.schema.alterTable('sli_revisions', table => {
    table
      .integer('groups_version')
      .notNullable()
      .defaultTo(0)
      .comment('Grows when other groups count than before');
    table.bigInteger('left_out_since_ms').nullable();
    table
      .bigInteger('left_out_at_ms')
      .nullable()
      .comment('When a group was last left out, to the hour');
  });
  // What is not in minutes any more has been silent for days; what is in no chunk yet was made just now.
  await knex('tile_groups')
    .whereNot('labels', '{}')
    .update({
      newest_ms: knex.raw(
        `coalesce(
          (select max(start_ms) + 21600000 from tile_chunks where group_id = tile_groups.id and step_ms = 60000),
          (select max(start_ms) from tile_chunks where group_id = tile_groups.id),
          ?)`,
        [Date.now()],
      ),
    });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('sli_revisions', table => {
    table.dropColumns('groups_version', 'left_out_since_ms', 'left_out_at_ms');
  });
  await knex.schema.alterTable('tile_groups', table => {
    table.dropIndex(['sli_revision_id'], 'tile_groups_counted_idx');
  });
  await knex.schema.alterTable('tile_groups', table => {
    table.dropColumns('newest_ms', 'retired_at_ms');
  });
};
