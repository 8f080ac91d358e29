/**
 * What the keys of our annotations begin with.
 *
 * @public
 */
export const ANNOTATION_PREFIX = 'nthlayer.dev/';

/**
 * Annotations that NthLayer reads from catalog entities; the whole list.
 *
 * @public
 */
export const NTHLAYER_ANNOTATIONS = {
  tier: 'nthlayer.dev/tier',
  type: 'nthlayer.dev/type',
  spec: 'nthlayer.dev/spec',
  service: 'nthlayer.dev/service',
  dataSource: 'nthlayer.dev/data-source',
  environments: 'nthlayer.dev/environments',
  enabled: 'nthlayer.dev/enabled',
} as const;

/**
 * Annotations of other plugins that say something of a service's reliability: they are read as they are, so that nobody
 * has to say it twice.
 *
 * @public
 */
export const PLUGIN_ANNOTATIONS = [
  'pagerduty.com/service-id',
  'pagerduty.com/integration-key',
  'pagerduty.com/account',
  'opsgenie.com/component-selector',
  'opsgenie.com/team',
  'splunk.com/on-call-team',
  'splunk.com/on-call-routing-key',
  'firehydrant.com/service-name',
  'rootly.com/service-slug',
  'argocd/app-name',
  'argocd/app-selector',
  'argocd/app-namespace',
  'argocd/project-name',
  'argocd/instance-name',
  'argocd/proxy-url',
  'grafana/dashboard-selector',
  'grafana/alert-label-selector',
  'grafana/overview-dashboard',
  'grafana/source-id',
  'grafana/tag-selector',
  'prometheus.io/rule',
  'prometheus.io/alert',
  'prometheus.io/labels',
  'prometheus.io/service-name',
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-namespace',
  'backstage.io/kubernetes-label-selector',
  'backstage.io/kubernetes-cluster',
  'backstage.io/techdocs-ref',
  'backstage.io/source-location',
  'backstage.io/view-url',
  'backstage.io/edit-url',
  'github.com/project-slug',
  'github.com/team-slug',
  'sentry.io/project-slug',
  'sonarqube.org/project-key',
  'jenkins.io/job-full-name',
  'datadoghq.com/dashboard-url',
  'datadoghq.com/graph-token',
  'datadoghq.com/graph-size',
  'datadoghq.com/site',
  'dynatrace.com/dynatrace-entity-id',
  'dynatrace.com/synthetics-ids',
  'dynatrace.com/guardian-tags',
  'nobl9.com/project',
  'nobl9.com/services',
  'nobl9.com/slos',
  'scorecard.io/disabled-metrics',
] as const;

/**
 * Those among the annotations of other plugins whose value is a credential: that they are there is told, and nothing else.
 *
 * @public
 */
export const SECRET_ANNOTATIONS: readonly string[] = [
  'pagerduty.com/integration-key',
  'datadoghq.com/graph-token',
];

/**
 * Annotations that other tools around NthLayer write; we answer them with a finding that names ours.
 *
 * @public
 */
export const RELATED_ANNOTATIONS = {
  /** Points to a generated entity file, not to a spec. */
  entity: 'nthlayer.dev/entity',
  /** Points to a spec, like `nthlayer.dev/spec`. */
  manifest: 'opensrm.nthlayer.io/manifest',
} as const;

/**
 * Annotations of ours on OpenSLO objects, for what OpenSLO has no field.
 *
 * @public
 */
export const OPENSLO_ANNOTATIONS = {
  /** Target of a composite SLO, a ratio. */
  compositeTarget: 'nthlayer.dev/composite-target',
  /** Names of the SLOs that a composite SLO is made of, in the order of its objectives, with commas between them. */
  compositeMembers: 'nthlayer.dev/composite-members',
} as const;
