/**
 * Identities and keys: a service is an entity ref, an SLO is (entity ref, environment, name), an SLI revision is
 * (SLO, hash of data source and SLI), a tile is (SLI revision, group, time). Times are milliseconds since the epoch.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createServices(knex);
  await createStacks(knex);
  await createSlos(knex);
  await createTiles(knex);
  await createLeases(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'leases',
    'slo_statuses',
    'tile_hours',
    'tile_groups',
    'slo_versions',
    'sli_revisions',
    'slos',
    'stack_assets',
    'assets',
    'service_environments',
    'stacks',
    'services',
  ]) {
    await knex.schema.dropTable(table);
  }
};

/** @param {import('knex').Knex} knex */
async function createServices(knex) {
  await knex.schema.createTable('services', table => {
    table.comment('Catalog entities that have a stack');
    table.string('entity_ref').primary();
    table.string('entity_hash', 64).notNullable();
    table.string('name').notNullable();
    table.string('tier', 16).notNullable();
    table.string('owner').nullable();
    table.text('spec', 'longtext').notNullable().comment('ServiceSpec as JSON');
    table
      .text('conflicts')
      .notNullable()
      .comment('Diagnostics that other services cause, as JSON');
    table.bigInteger('compiled_at_ms').notNullable();
    table
      .bigInteger('deleted_at_ms')
      .nullable()
      .comment('Gone from the catalog; purged 35 days later');
    table.index(['deleted_at_ms'], 'services_deleted_at_ms_idx');
  });
  await knex.schema.createTable('service_environments', table => {
    table.comment('The current stack of a service in an environment');
    table.string('entity_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.integer('position').notNullable().comment('0 is the default');
    table.string('revision', 64).notNullable();
    table.string('data_source').notNullable();
    table.text('diagnostics', 'longtext').notNullable();
    table.primary(['entity_ref', 'environment']);
    table.index(['revision'], 'service_environments_revision_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function createStacks(knex) {
  await knex.schema.createTable('stacks', table => {
    table.comment('Content-addressed revisions of compiled stacks');
    table.string('revision', 64).primary();
    table.string('entity_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.text('spec', 'longtext').notNullable();
    table.text('slos', 'longtext').notNullable();
    table.bigInteger('created_at_ms').notNullable();
    table.index(['entity_ref'], 'stacks_entity_ref_idx');
  });
  await knex.schema.createTable('assets', table => {
    table.comment('Contents of generated files, by hash');
    table.string('sha256', 64).primary();
    table.text('content', 'longtext').notNullable();
  });
  await knex.schema.createTable('stack_assets', table => {
    table.string('revision', 64).notNullable();
    table.string('asset_id', 63).notNullable();
    table.integer('position').notNullable();
    table.string('kind', 63).notNullable();
    table.text('title').notNullable();
    table.text('path').notNullable();
    table.string('media_type').notNullable();
    table.string('sha256', 64).notNullable();
    table.primary(['revision', 'asset_id']);
    table.index(['sha256'], 'stack_assets_sha256_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function createSlos(knex) {
  await knex.schema.createTable('slos', table => {
    table.increments('id');
    table.string('entity_ref').notNullable();
    table.string('environment', 63).notNullable();
    table.string('name', 63).notNullable();
    table.integer('current_version').notNullable();
    table
      .bigInteger('retired_at_ms')
      .nullable()
      .comment('No longer in the spec; evaluated no more');
    table.unique(['entity_ref', 'environment', 'name'], {
      indexName: 'slos_identity_uniq',
    });
  });
  await knex.schema.createTable('sli_revisions', table => {
    table.comment('What is counted, and how far it has been read');
    table.increments('id');
    table.integer('slo_id').notNullable();
    table.string('sli_hash', 64).notNullable();
    table.string('data_source').notNullable();
    table.text('sli').notNullable();
    table.bigInteger('created_at_ms').notNullable();
    table
      .bigInteger('watermark_ms')
      .notNullable()
      .comment('Ticks have read everything from backfill_origin_ms to here');
    table.bigInteger('backfill_from_ms').notNullable();
    table
      .bigInteger('backfill_reached_ms')
      .notNullable()
      .comment('Back-fill has read everything from here to the origin');
    table.bigInteger('backfill_origin_ms').notNullable();
    table.string('problem_code', 32).nullable();
    table.text('problem_message').nullable();
    table.bigInteger('problem_since_ms').nullable();
    table.unique(['slo_id', 'sli_hash'], {
      indexName: 'sli_revisions_identity_uniq',
    });
  });
  await knex.schema.createTable('slo_versions', table => {
    table.comment('Objective and window, versioned beside the SLI');
    table.integer('slo_id').notNullable();
    table.integer('version').notNullable();
    table.integer('sli_revision_id').notNullable();
    table.double('objective').notNullable();
    table.text('window').notNullable();
    table.string('method', 32).notNullable();
    table.string('no_data', 16).notNullable();
    table.string('stack_revision', 64).notNullable();
    table.bigInteger('valid_from_ms').notNullable();
    table.primary(['slo_id', 'version']);
  });
  await knex.schema.createTable('slo_statuses', table => {
    table.integer('slo_id').notNullable();
    table.string('labels_hash', 64).notNullable();
    table.text('labels').notNullable();
    table.integer('sli_revision_id').notNullable();
    table.string('stack_revision', 64).notNullable();
    table.text('status').notNullable().comment('BudgetStatus as JSON');
    table.bigInteger('evaluated_at_ms').notNullable();
    table.primary(['slo_id', 'labels_hash']);
  });
}

/** @param {import('knex').Knex} knex */
async function createTiles(knex) {
  await knex.schema.createTable('tile_groups', table => {
    table.increments('id');
    table.integer('sli_revision_id').notNullable();
    table.string('labels_hash', 64).notNullable();
    table.text('labels').notNullable();
    table.unique(['sli_revision_id', 'labels_hash'], {
      indexName: 'tile_groups_identity_uniq',
    });
  });
  await knex.schema.createTable('tile_hours', table => {
    table.comment('An hour of one-minute tiles with their sums');
    table.integer('group_id').notNullable();
    table.bigInteger('hour_ms').notNullable();
    table.double('bad').notNullable();
    table.double('total').notNullable();
    table.integer('known_tiles').notNullable();
    table
      .binary('tiles')
      .nullable()
      .comment(
        '60 bad and 60 total counts as little-endian doubles, NaN is unknown; dropped after 35 days',
      );
    table.primary(['group_id', 'hour_ms']);
    table.index(['hour_ms'], 'tile_hours_hour_ms_idx');
  });
}

/** @param {import('knex').Knex} knex */
async function createLeases(knex) {
  await knex.schema.createTable('leases', table => {
    table.comment('Which process does a job, and until when');
    table.string('job').primary();
    table.string('holder').notNullable();
    table.bigInteger('epoch').notNullable().comment('Grows with every lease');
    table.bigInteger('expires_at_ms').notNullable();
  });
}
