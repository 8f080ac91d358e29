/**
 * Times that do not count against a budget. What was removed is kept: it was in force once, and what was decided then
 * can be told again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('exclusions', table => {
    table.string('id', 36).primary();
    table.string('entity_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.string('slo', 63).nullable().comment('Without one, all of them');
    table.string('name', 100).notNullable();
    table.text('reason').notNullable();
    table.string('author').notNullable();
    table.bigInteger('start_ms').notNullable();
    table.bigInteger('end_ms').notNullable();
    table.string('rrule').nullable();
    table.string('time_zone', 64).nullable();
    table.bigInteger('created_at_ms').notNullable();
    table.bigInteger('removed_at_ms').nullable();
    table.string('removed_by').nullable();
    table.index(['entity_ref', 'environment'], 'exclusions_service_idx');
    table.index(['removed_at_ms'], 'exclusions_removed_at_ms_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('exclusions');
};
