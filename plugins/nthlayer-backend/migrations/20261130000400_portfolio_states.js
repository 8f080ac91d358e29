/**
 * Services in one state are found by an index: most services are healthy and come last, so that a page of them was found
 * only after all that are not.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('portfolio', table => {
    table.index(
      ['state', 'sort_key', 'entity_ref', 'environment'],
      'portfolio_state_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('portfolio', table => {
    table.dropIndex([], 'portfolio_state_idx');
  });
};
