/**
 * Alerts decide which burns are told and which thresholds, so that they are of a version as the objective is. Those of
 * earlier versions are not known: they have the current ones, as before.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_versions', table => {
    table.text('alerts').nullable().comment('How its alerts are tuned, JSON');
  });
  await knex('slo_versions').update({
    alerts: knex.raw(
      '(select slos.alerts from slos where slos.id = slo_versions.slo_id)',
    ),
  });
  await knex.schema.alterTable('slos', table => {
    table.dropColumn('alerts');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slos', table => {
    table.text('alerts').nullable().comment('How its alerts are tuned, JSON');
  });
  await knex('slos').update({
    alerts: knex.raw(
      '(select slo_versions.alerts from slo_versions where slo_id = slos.id and version = slos.current_version)',
    ),
  });
  await knex.schema.alterTable('slo_versions', table => {
    table.dropColumn('alerts');
  });
};
