import { counter, each, gauge } from './ExporterMetric';

const app = { datid: '16384', datname: 'app' };

/** As of postgres_exporter. */
export const postgresql = [
  gauge('pg_up', 'Whether PostgreSQL answers.', 1, { swing: 0 }),
  gauge('pg_postmaster_start_time_seconds', 'Start of the server.', 1.7e9, {
    swing: 0,
  }),
  gauge('pg_settings_max_connections', 'Connections allowed.', 100, {
    swing: 0,
  }),
  gauge(
    'pg_stat_activity_count',
    'Connections by state.',
    each('state', { active: 6, idle: 22, 'idle in transaction': 2 }, app),
  ),
  gauge(
    'pg_stat_activity_max_tx_duration',
    'Longest transaction in seconds.',
    each('state', { active: 0.4, idle: 0, 'idle in transaction': 1.2 }, app),
    { swing: 0.8, fractional: true },
  ),
  gauge('pg_stat_database_numbackends', 'Backends.', [[app, 30]]),
  counter('pg_stat_database_xact_commit', 'Commits.', [[app, 42]]),
  counter('pg_stat_database_xact_rollback', 'Rollbacks.', [[app, 0.4]]),
  counter('pg_stat_database_blks_hit', 'Blocks found in cache.', [[app, 5200]]),
  counter('pg_stat_database_blks_read', 'Blocks read from disk.', [[app, 31]]),
  counter('pg_stat_database_tup_fetched', 'Rows fetched.', [[app, 2600]]),
  counter('pg_stat_database_tup_inserted', 'Rows inserted.', [[app, 21]]),
  counter('pg_stat_database_tup_updated', 'Rows updated.', [[app, 34]]),
  counter('pg_stat_database_tup_deleted', 'Rows deleted.', [[app, 3]]),
  counter('pg_stat_database_deadlocks', 'Deadlocks.', [[app, 0.00002]]),
  counter('pg_stat_database_temp_bytes', 'Bytes of temporary files.', [
    [app, 9000],
  ]),
  gauge(
    'pg_locks_count',
    'Locks held.',
    each(
      'mode',
      { accesssharelock: 11, rowexclusivelock: 5, exclusivelock: 1 },
      { datname: 'app' },
    ),
  ),
  gauge(
    'pg_database_size_bytes',
    'Size of the database.',
    [[{ datname: 'app' }, 38e9]],
    { swing: 0.01 },
  ),
  gauge(
    'pg_stat_user_tables_n_dead_tup',
    'Dead rows.',
    each(
      'relname',
      { items: 24_000, events: 51_000 },
      {
        datname: 'app',
        schemaname: 'public',
      },
    ),
    { swing: 0.6 },
  ),
];
