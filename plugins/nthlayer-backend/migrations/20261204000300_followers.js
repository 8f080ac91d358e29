/**
 * SLI revisions that nobody reads any more followed the cursor of their data source on, and held it where it stood if no
 * other did. From now on they go with their SLOs.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex('sli_revisions')
    .where('follows', true)
    .whereNotExists(
      knex('slos')
        .join('slo_versions', join =>
          join
            .on('slo_versions.slo_id', 'slos.id')
            .andOn('slo_versions.version', 'slos.current_version'),
        )
        .whereRaw('slos.id = sli_revisions.slo_id')
        .whereRaw('slo_versions.sli_revision_id = sli_revisions.id')
        .whereNull('slos.retired_at_ms'),
    )
    .update({
      follows: false,
      watermark_ms: knex.raw(
        '(select watermark_ms from reading_cursors where reading_cursors.data_source = sli_revisions.data_source)',
      ),
    });
  await knex('reading_cursors').update({
    followers: knex.raw(
      '(select count(*) from sli_revisions where sli_revisions.data_source = reading_cursors.data_source and follows)',
    ),
    progress: knex.raw('progress + 1'),
  });
};

/** What has been unfollowed goes on by itself before this migration, too. */
exports.down = async function down() {};
