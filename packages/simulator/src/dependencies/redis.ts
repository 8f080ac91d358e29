import { counter, each, gauge } from './ExporterMetric';

/** As of redis_exporter. */
export const redis = [
  gauge('redis_up', 'Whether Redis answers.', 1, { swing: 0 }),
  gauge('redis_uptime_in_seconds', 'Seconds since the start.', 2.4e6, {
    swing: 0,
  }),
  gauge('redis_connected_clients', 'Clients.', 34),
  gauge('redis_blocked_clients', 'Clients that wait.', 1),
  gauge('redis_config_maxclients', 'Clients allowed.', 10_000, { swing: 0 }),
  gauge('redis_memory_used_bytes', 'Memory in use.', 640e6, { swing: 0.15 }),
  gauge('redis_memory_max_bytes', 'Memory allowed.', 1e9, { swing: 0 }),
  gauge('redis_mem_fragmentation_ratio', 'Memory held over used.', 1.12, {
    swing: 0.05,
    fractional: true,
  }),
  counter('redis_commands_processed_total', 'Commands.', 740),
  counter(
    'redis_commands_total',
    'Commands by name.',
    each('cmd', { get: 520, set: 130, del: 40, expire: 50 }),
  ),
  counter(
    'redis_commands_duration_seconds_total',
    'Time of commands by name.',
    each('cmd', { get: 0.0021, set: 0.0009, del: 0.0002, expire: 0.0002 }),
    { fractional: true },
  ),
  counter('redis_keyspace_hits_total', 'Keys found.', 488),
  counter('redis_keyspace_misses_total', 'Keys not found.', 32),
  counter('redis_evicted_keys_total', 'Keys evicted.', 0.02),
  counter('redis_expired_keys_total', 'Keys expired.', 41),
  counter('redis_rejected_connections_total', 'Clients turned away.', 0),
  gauge('redis_db_keys', 'Keys.', each('db', { db0: 182_000 }), {
    swing: 0.1,
  }),
  gauge(
    'redis_db_keys_expiring',
    'Keys that expire.',
    each('db', { db0: 171_000 }),
    {
      swing: 0.1,
    },
  ),
  gauge('redis_connected_slaves', 'Replicas.', 1, { swing: 0 }),
];
