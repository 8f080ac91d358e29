/**
 * Fewer indexes hold the order of the portfolio, which changes with nearly every service while budgets are young: states
 * lie apart in it, so that one of them is a stretch of it, and services without a system or a domain are not looked for
 * by these.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('portfolio', table => {
    table.dropIndex([], 'portfolio_state_idx');
  });
  for (const column of ['owner', 'system', 'domain']) {
    await replaceIndex(knex, column, `where ${column} is not null`);
  }
  await moveStates(knex, '+');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await moveStates(knex, '-');
  for (const column of ['owner', 'system', 'domain']) {
    await replaceIndex(knex, column, '');
  }
  await knex.schema.alterTable('portfolio', table => {
    table.index(
      ['state', 'sort_key', 'entity_ref', 'environment'],
      'portfolio_state_idx',
    );
  });
};

async function replaceIndex(knex, column, where) {
  const name = `portfolio_${column}_idx`;
  await knex.schema.alterTable('portfolio', table => {
    table.dropIndex([], name);
  });
  await knex.raw(
    `create index ${name}
    on portfolio (${column}, sort_key, entity_ref, environment) ${where}`,
  );
}

/** Each state up to a whole number further than the one before. */
async function moveStates(knex, sign) {
  await knex('portfolio').update({
    sort_key: knex.raw(
      `sort_key ${sign} case state when 'burning' then 1 when 'unknown' then 2
      when 'healthy' then 3 when 'no-traffic' then 4 else 0 end`,
    ),
  });
}
