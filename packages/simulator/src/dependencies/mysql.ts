import { counter, each, gauge, untyped } from './ExporterMetric';

const grows = { grows: true };

/** As of mysqld_exporter, which takes status variables over without a type. */
export const mysql = [
  gauge('mysql_up', 'Whether MySQL answers.', 1, { swing: 0 }),
  untyped('mysql_global_status_uptime', 'Seconds since the start.', 1, {
    ...grows,
    swing: 0,
  }),
  untyped(
    'mysql_global_variables_max_connections',
    'Connections allowed.',
    200,
    {
      swing: 0,
    },
  ),
  untyped('mysql_global_status_threads_connected', 'Connections.', 46),
  untyped('mysql_global_status_threads_running', 'Threads at work.', 5),
  untyped('mysql_global_status_queries', 'Statements.', 310, grows),
  untyped(
    'mysql_global_status_questions',
    'Statements of clients.',
    290,
    grows,
  ),
  untyped('mysql_global_status_slow_queries', 'Slow statements.', 0.01, grows),
  untyped(
    'mysql_global_status_aborted_connects',
    'Failed connects.',
    0.002,
    grows,
  ),
  untyped(
    'mysql_global_status_bytes_received',
    'Bytes received.',
    84_000,
    grows,
  ),
  untyped('mysql_global_status_bytes_sent', 'Bytes sent.', 910_000, grows),
  untyped(
    'mysql_global_status_created_tmp_disk_tables',
    'Temporary tables on disk.',
    0.3,
    grows,
  ),
  untyped(
    'mysql_global_status_innodb_buffer_pool_read_requests',
    'Reads from the buffer pool.',
    9400,
    grows,
  ),
  untyped(
    'mysql_global_status_innodb_buffer_pool_reads',
    'Reads that had to go to disk.',
    12,
    grows,
  ),
  untyped(
    'mysql_global_status_innodb_row_lock_waits',
    'Waits for row locks.',
    0.05,
    grows,
  ),
  counter(
    'mysql_global_status_commands_total',
    'Statements by command.',
    each('command', { select: 230, insert: 24, update: 31, delete: 2 }),
  ),
];
