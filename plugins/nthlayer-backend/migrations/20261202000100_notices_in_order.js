/**
 * The worst is told first, and what has been told of a notice is not told again when the rest of it fails.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('budget_notices', table => {
    table
      .integer('rank')
      .notNullable()
      .defaultTo(0)
      .comment('Lower ones are told first');
    table.bigInteger('published_at_ms').nullable();
    table.bigInteger('notified_at_ms').nullable();
    table.dropIndex(
      ['settled_at_ms', 'next_try_at_ms'],
      'budget_notices_due_idx',
    );
    table.index(
      ['settled_at_ms', 'rank', 'created_at_ms', 'id'],
      'budget_notices_order_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('budget_notices', table => {
    table.dropIndex(
      ['settled_at_ms', 'rank', 'created_at_ms', 'id'],
      'budget_notices_order_idx',
    );
    table.index(['settled_at_ms', 'next_try_at_ms'], 'budget_notices_due_idx');
    table.dropColumns('rank', 'published_at_ms', 'notified_at_ms');
  });
};
