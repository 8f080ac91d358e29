/**
 * Expressions in the shapes of kubernetes-mixin (github.com/kubernetes-monitoring/kubernetes-mixin, Apache-2.0) as
 * kube-prometheus (github.com/prometheus-operator/kube-prometheus, Apache-2.0) emits them. Written anew for these
 * tests: what counts is the syntax.
 */
export const kubernetesShapes: readonly string[] = [
  'max_over_time(pod_waiting_reason{reason="CrashLoop", job="ksm"}[5m]) >= 1\n',
  `sum by (namespace, pod) (
  max by(namespace, pod) (
    pod_phase{job="ksm", phase=~"Pending|Unknown"}
  ) * on(namespace, pod) group_left(owner_kind) topk by(namespace, pod) (
    1, max by(namespace, pod, owner_kind) (pod_owner{owner_kind!="Job"})
  )
) > 0`,
  'deployment_observed{job="ksm"}\n  !=\ndeployment_generation{job="ksm"}',
  '(\n  replicas_wanted{job="ksm"}\n    >\n  replicas_there{job="ksm"}\n) and (\n  changes(replicas_updated{job="ksm"}[10m])\n    ==\n  0\n)',
  '(\n  max without (revision) (\n    current_revision{job="ksm"}\n      unless\n    update_revision{job="ksm"}\n  )\n    *\n  (\n    set_replicas{job="ksm"}\n      !=\n    set_updated{job="ksm"}\n  )\n)  and (\n  changes(set_updated{job="ksm"}[5m]) == 0\n)',
  '(\n (a{job="k"}\n  !=\n b{job="k"}) or (c{job="k"} != 0) or (d != e)\n) and (changes(e[5m]) == 0)',
  'time() - max by(namespace, job_name) (job_start{job="ksm"}\n  and\njob_active{job="ksm"} > 0) > 43200',
  '(hpa_desired{job="k"}\n  !=\nhpa_current{job="k"})\n  and\n(hpa_current{job="k"}\n  >\nhpa_min{job="k"})\n  and\nchanges(hpa_current{job="k"}[15m]) == 0',
  'sum(ns_cpu:requests:sum{}) - (sum(allocatable{resource="cpu"}) - max(allocatable{resource="cpu"})) > 0\nand\n(sum(allocatable{resource="cpu"}) - max(allocatable{resource="cpu"})) > 0',
  'sum(min without(resource) (quota{job="k", type="hard", resource=~"(cpu|requests.cpu)"}))\n  /\nsum(allocatable{resource="cpu", job="k"})\n  > 1.5',
  'quota{job="k", type="used"}\n  / ignoring(instance, job, type)\n(quota{job="k", type="hard"} > 0)\n  > 0.9 < 1',
  'sum(increase(throttled_periods_total{container!="", }[5m])) by (container, pod, namespace)\n  /\nsum(increase(periods_total{}[5m])) by (container, pod, namespace)\n  > ( 25 / 100 )',
  '(\n  volume_free{job="kubelet", path="/metrics"}\n    /\n  volume_size{job="kubelet"}\n) < 0.15\nand\nvolume_used{job="kubelet"} > 0\nand\npredict_linear(volume_free{job="kubelet"}[6h], 4 * 24 * 3600) < 0\nunless on(namespace, pvc)\nvolume_access{mode="ReadOnlyMany"} == 1\nunless on(namespace, pvc)\nvolume_labels{label_excluded="true"} == 1',
  'count by (cluster) (count by (git_version, cluster) (label_replace(build_info{job!~"dns|coredns"},"git_version","$1","git_version","(v[0-9]*.[0-9]*).*"))) > 1',
  '(sum(rate(client_requests_total{job="api",code=~"5.."}[5m])) by (cluster, instance, job)\n  /\nsum(rate(client_requests_total{job="api"}[5m])) by (cluster, instance, job))\n> 0.01',
  'sum(api_request:burnrate1h) > (14.40 * 0.01000)\nand\nsum(api_request:burnrate5m) > (14.40 * 0.01000)',
  'client_expiry_count{job="api"} > 0 and on(job) histogram_quantile(0.01, sum by (job, le) (rate(client_expiry_bucket{job="api"}[5m]))) < 604800',
  '(1 - max by(name, namespace, cluster)(avg_over_time(aggregator_unavailable[10m]))) * 100 < 85',
  'absent(up{job="kubelet", metrics_path="/metrics"} == 1)',
  'sum(increase(deprecated_api_total{group="x",resource!~"subjectaccessreviews"}[10m])) / (  sum(increase(deprecated_api_total[10m])) + sum(increase(other_total[10m])) ) > 0.20',
  'count by(cluster, node) (\n  (pod_running{job="k",phase="Running"} == 1) * on(instance,pod,namespace,cluster) group_left(node) topk by(instance,pod,namespace,cluster) (1, pod_node{job="k"})\n)\n/\nmax by(cluster, node) (\n  node_capacity{job="k",resource="pods"} != 1\n) > 0.95',
  'sum(changes(node_ready{job="k",status="true",condition="Ready"}[15m])) by (cluster, node) > 2',
  'relist:quantile{quantile="0.99"} >= 10',
  'histogram_quantile(0.99, sum(rate(pod_start_bucket{job="kubelet"}[5m])) by (cluster, instance, le)) * on(cluster, instance) group_left(node) node_name{job="kubelet"} > 60',
  `(
  (
    # too slow
    sum by (cluster) (rate(slo_seconds_count{verb=~"LIST|GET",subresource!~"proxy|log|exec"}[1d]))
    -
    (
      (
        sum by (cluster) (rate(slo_seconds_bucket{verb=~"LIST|GET",scope=~"resource|",le="1"}[1d]))
        or
        vector(0)
      )
      +
      sum by (cluster) (rate(slo_seconds_bucket{verb=~"LIST|GET",scope="namespace",le="5"}[1d]))
    )
  )
  +
  # errors
  sum by (cluster) (rate(api_request_total{verb=~"LIST|GET",code=~"5.."}[1d]))
)
/
sum by (cluster) (rate(api_request_total{verb=~"LIST|GET"}[1d]))`,
  '1 - (\n  (\n    # write too slow\n    sum by (cluster) (increase(slo_seconds_count{verb=~"POST|PUT|PATCH|DELETE"}[30d]))\n    -\n    sum by (cluster) (increase(slo_seconds_bucket{verb=~"POST|PUT|PATCH|DELETE",le=~"1(\\\\.0)?"}[30d]))\n  )\n)',
  'avg_over_time(code_verb:api_request_total:increase1h[30d]) * 24 * 30',
  'histogram_quantile(0.99, sum by (cluster, le, resource) (rate(slo_seconds_bucket{verb=~"LIST|GET"}[5m]))) > 0',
  'sum by (cluster, namespace, pod, container) (\n  irate(cpu_seconds_total{job="kubelet", image!=""}[5m])\n) * on (cluster, namespace, pod) group_left(node) topk by (cluster, namespace, pod) (\n  1, max by(cluster, namespace, pod, node) (pod_info{node!=""})\n)',
  'max by (cluster, namespace, workload, pod) (\n  label_replace(\n    label_replace(\n      pod_owner{job="k", owner_kind="ReplicaSet"},\n      "replicaset", "$1", "owner_name", "(.*)"\n    ) * on(replicaset, namespace) group_left(owner_name) topk by(replicaset, namespace) (\n      1, max by (replicaset, namespace, owner_name) (\n        replicaset_owner{job="k"}\n      )\n    ),\n    "workload", "$1", "owner_name", "(.*)"\n  )\n)',
  'count by (cluster, node) (sum by (node, cpu) (\n  node_cpu_seconds_total{mode="idle",job="n"}\n  * on (namespace, pod) group_left(node)\n    topk by(namespace, pod) (1, node_pod:info:)\n))',
  'histogram_quantile(0.9, sum(rate(relist_bucket{job="kubelet"}[5m])) by (cluster, instance, le) * on(cluster, instance) group_left(node) node_name{job="kubelet"})',
  'label_join(label_replace(x, "a", "$1-$2", "b", "(.+)-(.+)"), "c", "/", "a", "b")',
  'sum(rate(x_total{cluster="$cluster", namespace=~"$namespace"}[5m])) by (namespace)',
];
