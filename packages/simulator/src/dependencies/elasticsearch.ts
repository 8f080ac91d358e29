import { counter, each, gauge } from './ExporterMetric';

const cluster = { cluster: 'search' };
const node = { ...cluster, name: 'search-0' };
const constant = { swing: 0 };

/** As of elasticsearch_exporter. */
export const elasticsearch = [
  gauge(
    'elasticsearch_cluster_health_status',
    'Whether the cluster has a colour.',
    each('color', { green: 1, yellow: 0, red: 0 }, cluster),
    constant,
  ),
  gauge(
    'elasticsearch_cluster_health_number_of_nodes',
    'Nodes.',
    [[cluster, 3]],
    constant,
  ),
  gauge(
    'elasticsearch_cluster_health_number_of_data_nodes',
    'Nodes with data.',
    [[cluster, 3]],
    constant,
  ),
  gauge(
    'elasticsearch_cluster_health_active_shards',
    'Active shards.',
    [[cluster, 24]],
    constant,
  ),
  gauge('elasticsearch_cluster_health_relocating_shards', 'Shards that move.', [
    [cluster, 0],
  ]),
  gauge(
    'elasticsearch_cluster_health_unassigned_shards',
    'Shards without a node.',
    [[cluster, 0]],
  ),
  gauge(
    'elasticsearch_cluster_health_number_of_pending_tasks',
    'Tasks that wait.',
    [[cluster, 0.3]],
  ),
  counter('elasticsearch_indices_search_query_total', 'Queries.', [[node, 46]]),
  counter(
    'elasticsearch_indices_search_query_time_seconds',
    'Time of queries.',
    [[node, 0.61]],
    { fractional: true },
  ),
  counter('elasticsearch_indices_indexing_index_total', 'Documents indexed.', [
    [node, 8],
  ]),
  counter(
    'elasticsearch_indices_indexing_index_time_seconds_total',
    'Time of indexing.',
    [[node, 0.02]],
    { fractional: true },
  ),
  gauge('elasticsearch_indices_docs', 'Documents.', [[node, 1.4e6]], {
    swing: 0.01,
  }),
  gauge('elasticsearch_indices_store_size_bytes', 'Size.', [[node, 9.2e9]], {
    swing: 0.02,
  }),
  gauge(
    'elasticsearch_jvm_memory_used_bytes',
    'Memory of the JVM in use.',
    each('area', { heap: 2.1e9, 'non-heap': 0.2e9 }, node),
  ),
  gauge(
    'elasticsearch_jvm_memory_max_bytes',
    'Memory of the JVM allowed.',
    each('area', { heap: 4.3e9 }, node),
    constant,
  ),
  counter(
    'elasticsearch_jvm_gc_collection_seconds_count',
    'Collections.',
    each('gc', { young: 0.08, old: 0 }, node),
  ),
  counter(
    'elasticsearch_jvm_gc_collection_seconds_sum',
    'Time of collections.',
    each('gc', { young: 0.0014, old: 0 }, node),
    { fractional: true },
  ),
  gauge(
    'elasticsearch_filesystem_data_size_bytes',
    'Size of the disk.',
    [[node, 100e9]],
    constant,
  ),
  gauge(
    'elasticsearch_filesystem_data_available_bytes',
    'Free on the disk.',
    [[node, 61e9]],
    {
      swing: 0.03,
    },
  ),
  gauge('elasticsearch_process_cpu_percent', 'CPU in per cent.', [[node, 34]]),
  gauge(
    'elasticsearch_thread_pool_queue_count',
    'Work that waits.',
    each('type', { search: 1, write: 0 }, node),
  ),
  counter(
    'elasticsearch_thread_pool_rejected_count',
    'Work that was turned away.',
    each('type', { search: 0.0001, write: 0 }, node),
  ),
  counter(
    'elasticsearch_breakers_tripped',
    'Circuit breakers that opened.',
    each('breaker', { parent: 0, request: 0 }, node),
  ),
];
