/** Technologies of dependencies that we know by name. */
export const KNOWN_TECHNOLOGIES: readonly string[] = [
  'cassandra',
  'clickhouse',
  'dynamodb',
  'elasticsearch',
  'kafka',
  'memcached',
  'mongodb',
  'mysql',
  'nats',
  'nginx',
  'opensearch',
  'postgresql',
  'rabbitmq',
  'redis',
  's3',
  'sqs',
];
