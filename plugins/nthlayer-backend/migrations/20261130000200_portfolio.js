/**
 * One row a service and environment with the worst of its SLOs, so that a page of many services in order of trouble is
 * an index lookup. What the catalog says of a service is written when it is compiled, the rest with its statuses.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slo_statuses', table => {
    table.string('state', 16).nullable();
    table.boolean('stale').nullable();
    table.double('remaining').nullable();
  });
  await knex.schema.createTable('system_domains', table => {
    table.comment('Which domain a system of the catalog is part of');
    table.string('system').primary();
    table.string('domain').notNullable();
  });
  await knex.schema.createTable('portfolio', table => {
    table.string('entity_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.string('name').notNullable();
    table.text('title').nullable();
    table.string('type').notNullable();
    table.string('tier', 16).notNullable();
    table.string('owner').nullable();
    table.string('system').nullable();
    table.string('domain').nullable();
    table.string('data_source').notNullable();
    table.text('search').notNullable().comment('Lower case, to be searched');
    table.string('state', 16).notNullable();
    table.boolean('stale').notNullable();
    table.string('worst_slo', 63).nullable();
    table.double('worst_remaining').nullable();
    table
      .double('sort_key')
      .notNullable()
      .comment('Budget left of the worst SLO; what is unknown comes after 0');
    table.integer('exhausted').notNullable().comment('SLOs in this state');
    table.integer('burning').notNullable();
    table.integer('unknown').notNullable();
    table.integer('healthy').notNullable();
    table.integer('no_traffic').notNullable();
    table.bigInteger('evaluated_at_ms').nullable().comment('The oldest status');
    table.primary(['entity_ref', 'environment']);
    const order = ['sort_key', 'entity_ref', 'environment'];
    table.index(order, 'portfolio_order_idx');
    table.index(['owner', ...order], 'portfolio_owner_idx');
    table.index(['system', ...order], 'portfolio_system_idx');
    table.index(['domain', ...order], 'portfolio_domain_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('portfolio');
  await knex.schema.dropTable('system_domains');
  await knex.schema.alterTable('slo_statuses', table => {
    table.dropColumns('state', 'stale', 'remaining');
  });
};
