/**
 * Expressions in the shapes of the node-exporter mixin (github.com/prometheus/node_exporter, Apache-2.0) and of the
 * mixins of Prometheus and Alertmanager (github.com/prometheus, Apache-2.0). Written anew for these tests.
 */
const DEVICE =
  'device=~"(/dev/)?(mmcblk.p.+|nvme.+|rbd.+|sd.+|vd.+|xvd.+|dm-.+|dasd.+)"';

export const nodeShapes: readonly string[] = [
  '(\n  fs_avail{job="n",fstype!="",mountpoint!=""} / fs_size{job="n",fstype!="",mountpoint!=""} * 100 < 15\nand\n  predict_linear(fs_avail{job="n",fstype!="",mountpoint!=""}[6h], 24*60*60) < 0\nand\n  fs_readonly{job="n",fstype!="",mountpoint!=""} == 0\n)',
  'rate(net_errs_total{job="n"}[2m]) / rate(net_packets_total{job="n"}[2m]) > 0.01',
  '(conntrack_entries{job="n"} / conntrack_limit) > 0.75',
  '(\n  timex_offset{job="n"} > 0.05\nand\n  deriv(timex_offset{job="n"}[5m]) >= 0\n)\nor\n(\n  timex_offset{job="n"} < -0.05\nand\n  deriv(timex_offset{job="n"}[5m]) <= 0\n)',
  'min_over_time(timex_sync{job="n"}[5m]) == 0\nand\ntimex_maxerror{job="n"} >= 16',
  `md_required{job="n",${DEVICE}} - ignoring (state) (md_disks{state="active",job="n",${DEVICE}}) > 0`,
  `rate(io_weighted_seconds_total{job="n",${DEVICE}}[5m])`,
  'sum without(mode) (avg without (cpu) (rate(cpu_seconds_total{job="n", mode!~"idle|iowait"}[5m]))) * 100 > 90',
  'load1{job="n"}\n/ count without (cpu, mode) (cpu_seconds_total{job="n", mode="idle"}) > 2',
  '100 - (MemAvailable_bytes{job="n"} / MemTotal_bytes{job="n"} * 100) > 90',
  '1 - avg without (cpu) (\n  sum without (mode) (rate(cpu_seconds_total{job="n", mode=~"idle|iowait|steal"}[5m]))\n)',
  '1 - (\n  (\n    MemAvailable_bytes{job="n"}\n    or\n    (\n      Buffers_bytes{job="n"}\n      +\n      Cached_bytes{job="n"}\n      +\n      MemFree_bytes{job="n"}\n      +\n      Slab_bytes{job="n"}\n    )\n  )\n/\n  MemTotal_bytes{job="n"}\n)',
  'sum without (device) (\n  rate(net_receive_bytes_total{job="n", device!="lo"}[5m])\n)',
  'bonding_slaves{job="n"} - bonding_active{job="n"} != 0',
  'unit_state{job="n", state="failed"} == 1',
  // Prometheus' own.
  'max_over_time(config_successful{job="p"}[5m]) == 0',
  '(\n  predict_linear(queue_length{job="p"}[5m], 60 * 30)\n>\n  min_over_time(queue_capacity{job="p"}[5m])\n)',
  '(\n  rate(alerts_errors_total{job="p"}[5m])\n/\n  rate(alerts_sent_total{job="p"}[5m])\n)\n* 100\n> 1',
  '(\n  sum without(type) (rate(samples_total{job="p"}[5m])) <= 0\nand\n  (\n    sum without(scrape_job) (targets{job="p"}) > 0\n  or\n    sum without(rule_group) (rules{job="p"}) > 0\n  )\n)',
  '(\n  max_over_time(highest_timestamp{job="p"}[5m])\n- ignoring(remote_name, url) group_right\n  max_over_time(queue_timestamp{job="p"}[5m])\n)\n> 120',
  '(\n  (rate(failed_total{job="p"}[5m]) or rate(failed2_total{job="p"}[5m]))\n/\n  (\n    (rate(failed_total{job="p"}[5m]) or rate(failed2_total{job="p"}[5m]))\n  +\n    (rate(ok_total{job="p"}[5m]) or rate(ok2_total{job="p"}[5m]))\n  )\n) * 100 > 1',
  'min without (alertmanager) (\n  rate(n_errors_total{job="p",alertmanager!~``}[5m])\n/\n  rate(n_sent_total{job="p",alertmanager!~``}[5m])\n)\n* 100\n> 3',
  'increase(evaluation_failures_total{job="p"}[5m]) > 0',
  // Alertmanager's.
  'max_over_time(am_members{job="am"}[5m])\n< on (job) group_left\ncount by (job) (max_over_time(am_members{job="am"}[5m]))',
  'count by (job) (\n  count_values by (job) ("config_hash", am_config_hash{job="am"})\n)\n!= 1',
  '(\n  count by (job) (\n    avg_over_time(up{job="am"}[5m]) < 0.5\n  )\n/\n  count by (job) (\n    up{job="am"}\n  )\n)\n>= 0.5',
  '(\n  count by (job) (\n    changes(process_start_time_seconds{job="am"}[10m]) > 4\n  )\n/\n  count by (job) (\n    up{job="am"}\n  )\n)\n>= 0.5',
];
