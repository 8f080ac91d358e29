/**
 * What services are searched by is kept from each of its characters on, so that an index finds a text anywhere in it.
 * No extension of a database is needed for that, which not everybody may install.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  // by code point, so that what begins with a text lies together
  const suffix = isPostgres ? 'varchar(32) collate "C"' : 'varchar(32)';
  await knex.raw(`
    create table portfolio_suffixes (
      suffix ${suffix} not null,
      entity_ref varchar(255) not null,
      primary key (suffix, entity_ref)
    ) ${isPostgres ? '' : 'without rowid'}`);
  await knex.raw(`
    insert into portfolio_suffixes (suffix, entity_ref)
    with recursive places (entity_ref, search, place) as (
      select distinct entity_ref, search, 1 from portfolio
      union all
      select entity_ref, search, place + 1 from places where place < length(search)
    )
    select distinct substr(search, place, 32), entity_ref from places`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('portfolio_suffixes');
};
