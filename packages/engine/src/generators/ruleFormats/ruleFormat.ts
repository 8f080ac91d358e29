import { AssetKind } from '@nthlayer/backstage-plugin-nthlayer-common';
import { YamlValue } from '../prometheusRules/printYaml';

/** A file that rule groups are put in, for one of the systems that evaluate them. */
export interface RuleFormat {
  /** Of the generator and of its asset. */
  readonly id: string;
  readonly kind: AssetKind;
  readonly title: string;
  readonly path: string;
  /** Largest file that the system takes, in characters; absent where nothing is known of one. */
  readonly mostCharacters?: number;
  /** The file with these groups; `name` is a DNS subdomain of its own. */
  wrap(groups: YamlValue, name: string): Readonly<Record<string, YamlValue>>;
}

/** The API server refuses requests above 1.5 MiB; what is stored is the JSON of the object and some metadata. */
const LARGEST_OBJECT = 1_000_000;

function customResource(apiVersion: string, kind: string): RuleFormat['wrap'] {
  return (groups, name) => ({
    apiVersion,
    kind,
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'nthlayer' } },
    spec: { groups },
  });
}

/** For the Prometheus Operator; its `ruleSelector` has to choose the object's labels. */
export const prometheusOperatorFormat: RuleFormat = {
  id: 'prometheus-operator-rules',
  kind: 'prometheus-operator-rules',
  title: 'Rules for the Prometheus Operator',
  path: 'prometheusrule.yaml',
  mostCharacters: LARGEST_OBJECT,
  wrap: customResource('monitoring.coreos.com/v1', 'PrometheusRule'),
};

/** For the rulers of Mimir and Cortex, as `mimirtool rules sync` and `cortextool rules sync` read it. */
export const mimirFormat: RuleFormat = {
  id: 'mimir-rules',
  kind: 'mimir-rules',
  title: 'Rules for the ruler of Mimir or Cortex',
  path: 'mimir-rules.yaml',
  wrap: (groups, name) => ({ namespace: name, groups }),
};

/** For the operator of VictoriaMetrics. */
export const victoriaMetricsFormat: RuleFormat = {
  id: 'victoriametrics-rules',
  kind: 'victoriametrics-rules',
  title: 'Rules for the VictoriaMetrics operator',
  path: 'vmrule.yaml',
  mostCharacters: LARGEST_OBJECT,
  wrap: customResource('operator.victoriametrics.com/v1beta1', 'VMRule'),
};
