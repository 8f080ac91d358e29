import { each, ExporterMetric, gauge } from './ExporterMetric';

const topics = ['clicks', 'orders'] as const;
const perSecond = { clicks: 1.6, orders: 0.4 };
const partitions = ['0', '1', '2'];

function byPartition(
  level: (topic: (typeof topics)[number]) => number,
  labels: Readonly<Record<string, string>> = {},
): ExporterMetric['series'] {
  return topics.flatMap(topic =>
    partitions.map(
      partition => [{ ...labels, topic, partition }, level(topic)] as const,
    ),
  );
}

function offset(
  name: string,
  help: string,
  labels?: Readonly<Record<string, string>>,
): ExporterMetric {
  return {
    name,
    help,
    type: 'gauge',
    grows: true,
    series: byPartition(topic => perSecond[topic] / partitions.length, labels),
  };
}

const group = { consumergroup: 'analytics-stream' };
const constant = { swing: 0 };

/** As of kafka_exporter. */
export const kafka = [
  gauge('kafka_brokers', 'Brokers.', 3, constant),
  gauge(
    'kafka_topic_partitions',
    'Partitions.',
    each('topic', { clicks: 3, orders: 3 }),
    constant,
  ),
  offset('kafka_topic_partition_current_offset', 'Newest offset.'),
  offset('kafka_consumergroup_current_offset', 'Offset of the group.', group),
  gauge(
    'kafka_consumergroup_lag',
    'Messages that the group has not read.',
    byPartition(topic => (topic === 'clicks' ? 14 : 3), group),
    { swing: 0.9 },
  ),
  gauge(
    'kafka_consumergroup_lag_sum',
    'Messages that the group has not read, by topic.',
    each('topic', { clicks: 42, orders: 9 }, group),
    { swing: 0.9 },
  ),
  gauge(
    'kafka_consumergroup_members',
    'Members of the group.',
    [[group, 2]],
    constant,
  ),
  gauge(
    'kafka_topic_partition_in_sync_replica',
    'Replicas in sync.',
    byPartition(() => 3),
    constant,
  ),
  gauge(
    'kafka_topic_partition_replicas',
    'Replicas.',
    byPartition(() => 3),
    constant,
  ),
  gauge(
    'kafka_topic_partition_under_replicated_partition',
    'Whether replicas are behind.',
    byPartition(() => 0),
    constant,
  ),
  gauge(
    'kafka_topic_partition_leader_is_preferred',
    'Whether the leader is the preferred one.',
    byPartition(() => 1),
    constant,
  ),
];
