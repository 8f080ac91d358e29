/**
 * An SLO that was taken out and came back was absent in between: a past moment is shown without it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_versions', table => {
    table
      .bigInteger('valid_until_ms')
      .nullable()
      .comment(
        'When the SLO was retired, of a version after which it came back; else the next one follows at once',
      );
  });
  // the SLOs of a service are retired with it from now on
  await knex('slos')
    .whereNull('retired_at_ms')
    .whereIn(
      'entity_ref',
      knex('services').whereNotNull('deleted_at_ms').select('entity_ref'),
    )
    .update({
      retired_at_ms: knex.raw(
        '(select deleted_at_ms from services where services.entity_ref = slos.entity_ref)',
      ),
    });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slo_versions', table => {
    table.dropColumn('valid_until_ms');
  });
};
