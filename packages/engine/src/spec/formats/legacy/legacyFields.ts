import { fieldsAt, FieldUses } from '../notes';

const DESCRIBES =
  'It describes how the service is made; signals follow from its type.';
const CATALOG = 'The catalog entity says it.';
const ROTATIONS = 'Who is on call, and when, belongs into the paging tool.';
const BUDGET_ALONE = 'A gate here knows the budget that is left, and no more.';
const PERCENTILE =
  'The share of events that must be fast enough is the objective.';
const SCRAPE = 'Prometheus itself says what it scrapes.';

const KNOWN_BY_FIELDS = {
  apiVersion: 'The format is known by its fields.',
  kind: 'The format is known by its fields.',
};
const RESOURCES_ALONE = 'A template gives resources, and nothing else.';

/** Fields at the top of a template of one's own. */
export const templateFields: FieldUses = {
  read: ['name', 'resources'],
  idle: {
    ...KNOWN_BY_FIELDS,
    description: RESOURCES_ALONE,
    metadata: RESOURCES_ALONE,
    service: RESOURCES_ALONE,
    tier: RESOURCES_ALONE,
    type: RESOURCES_ALONE,
  },
};

/** What is often written as a field and is a resource. */
const AS_RESOURCES = Object.fromEntries(
  ['slo', 'slos', 'objective', 'dependencies', 'gate'].map(name => [
    name,
    'under resources, as one of the kind SLO, Dependencies, PagerDuty or DeploymentGate',
  ]),
);

/** Fields of `service`. */
export const serviceFields: FieldUses = {
  read: [
    'name',
    'tier',
    'type',
    'team',
    'owner',
    'template',
    'metadata',
    'pagerduty',
    'runbook_url',
    'slack_channel',
    'email',
  ],
  idle: {
    description: CATALOG,
    documentation_url: CATALOG,
    repository: CATALOG,
    language: DESCRIBES,
    framework: DESCRIBES,
    support_model: ROTATIONS,
  },
  elsewhere: { ...AS_RESOURCES, resources: 'at the top, beside service' },
};

/** Fields at the top. */
export const topFields: FieldUses = {
  read: ['service', 'resources', 'environment'],
  idle: KNOWN_BY_FIELDS,
  elsewhere: {
    ...fieldsAt('under service', serviceFields),
    ...AS_RESOURCES,
  },
};

/** Fields of `service.metadata`. */
export const metadataFields: FieldUses = {
  read: ['labels'],
  idle: { annotations: 'Annotations belong to the catalog entity.' },
};

/** Fields of an indicator. */
export const indicatorFields: FieldUses = {
  read: [
    'type',
    'query',
    'threshold_ms',
    'success_ratio',
    'latency_query',
    'metric',
    'threshold',
  ],
  idle: { name: 'The SLO has a name.', percentile: PERCENTILE },
};

/** Fields of the spec of an SLO. */
export const sloFields: FieldUses = {
  read: [
    'objective',
    'target',
    'window',
    'indicator',
    'indicators',
    'description',
    'display_name',
  ],
  idle: {
    unit: 'The unit of a threshold is milliseconds.',
    percentile: PERCENTILE,
    alerting: 'Alerts follow from the objective and the window.',
    labels: 'Labels are those of the service.',
    service: 'The SLO is that of the service of its file.',
  },
  elsewhere: fieldsAt('under indicator', indicatorFields),
};

/** What the list of resources and its items are called in findings. */
export const RESOURCES = ['a list of resources', 'a resource'] as const;

/** Fields of `success_ratio`. */
export const successRatioFields: FieldUses = {
  read: ['good_query', 'bad_query', 'total_query'],
  idle: {},
};

const NO_EXPECTATION =
  'What is expected of a dependency is not checked: its own SLOs are.';

const SERVICE_TYPE = 'The service that it names says its own type.';
const NOT_MEASURED = 'What runs elsewhere has no signals of a technology here.';

/** Fields of one dependency. */
const dependencyFields: FieldUses = {
  read: ['name', 'type'],
  idle: {
    criticality: 'All dependencies are treated alike.',
    critical: 'All dependencies are treated alike.',
    version: 'Signals do not depend on the version.',
    topics: 'Signals are those of the whole queue.',
    slo: NO_EXPECTATION,
    sla: NO_EXPECTATION,
    description: CATALOG,
    cluster: 'Series are chosen by labels: add a selector to a ServiceSpec.',
    namespace: 'Series are chosen by labels: add a selector to a ServiceSpec.',
    provider: 'It is not measured.',
    url: 'It is not measured.',
  },
};

/** The same where the type decides nothing. */
function typeless(why: string): FieldUses {
  const { read, idle } = dependencyFields;
  return {
    read: read.filter(name => name !== 'type'),
    idle: { ...idle, type: why },
  };
}

/** Fields of one dependency, by the kind of entity that its list holds. */
export const dependencyFieldsOf = {
  Component: typeless(SERVICE_TYPE),
  Resource: dependencyFields,
  External: typeless(NOT_MEASURED),
} as const;

/** Lists of dependencies, and what kind of entity they hold. */
export const dependencyLists: Readonly<
  Record<string, keyof typeof dependencyFieldsOf>
> = {
  services: 'Component',
  upstream: 'Component',
  databases: 'Resource',
  caches: 'Resource',
  queues: 'Resource',
  message_queues: 'Resource',
  external_apis: 'External',
  external_services: 'External',
};

/** Fields of the spec of `Dependencies`. */
export const dependenciesFields: FieldUses = {
  read: Object.keys(dependencyLists),
  idle: {
    downstream:
      'Who depends on the service is known from the catalog of those others.',
    orchestration: 'Where the service runs is not one of its dependencies.',
  },
};

/** Fields of the spec of `PagerDuty`. */
export const pagerDutyFields: FieldUses = {
  read: [
    'service_id',
    'escalation_policy',
    'escalation_policy_id',
    'urgency',
    'integration_key',
  ],
  idle: {
    auto_resolve_timeout: 'An alert that is over is resolved by Alertmanager.',
    create_escalation_policy: ROTATIONS,
    schedules: ROTATIONS,
    support_model: ROTATIONS,
    team: 'The owner is that of the service.',
    tier: 'The tier is that of the service.',
  },
};

/** Fields of `service.pagerduty`. */
export const servicePagerDutyFields: FieldUses = {
  read: pagerDutyFields.read.filter(name => name !== 'urgency'),
  idle: {},
};

/** Fields of the spec of `DeploymentGate`. */
export const gateFields: FieldUses = {
  read: ['thresholds'],
  idle: {
    conditions: BUDGET_ALONE,
    exceptions: BUDGET_ALONE,
    on_exhausted: 'A budget that is spent is below every threshold.',
  },
};

/** Fields of its `thresholds`, per cent of the budget that is left. */
export const gateThresholdFields: FieldUses = {
  read: ['warning', 'blocking'],
  idle: {},
};

/** Fields of a resource. */
export const resourceFields: FieldUses = {
  read: ['kind', 'name', 'spec'],
  idle: {},
  elsewhere: {
    ...fieldsAt('under indicator of its spec', indicatorFields),
    ...fieldsAt('under spec', dependenciesFields),
    ...fieldsAt('under spec', pagerDutyFields),
    ...fieldsAt('under spec', gateFields),
    ...fieldsAt('under spec', sloFields),
  },
};

/** Kinds of resources that become sections of a ServiceSpec. */
export const sectionKinds: readonly string[] = ['PagerDuty', 'DeploymentGate'];

/** Kinds of resources without a meaning here, each with the reason. */
export const idleKinds: Readonly<Record<string, string>> = {
  Observability: `Metrics are known from the type of the service and its SLOs. ${SCRAPE}`,
  PolicyRules: 'Policies on files are checked where files are reviewed.',
  Alert:
    'Alerts follow from SLOs; an alert of your own belongs into a rule file of your own.',
};

const ALIKE = 'It is the same in all environments.';
const OVERLAID: readonly string[] = ['name', 'tier', 'pagerduty'];

/** Fields of `service` where it is about one environment. */
export const overlayServiceFields: FieldUses = {
  read: OVERLAID,
  idle: Object.fromEntries(
    [...serviceFields.read, ...Object.keys(serviceFields.idle)]
      .filter(field => !OVERLAID.includes(field))
      .map(field => [field, ALIKE]),
  ),
};

/** Fields of the spec of an SLO where it is about one environment. */
export const overlaySloFields: FieldUses = {
  read: ['objective', 'target', 'window', 'indicator'],
  idle: { description: ALIKE, indicators: ALIKE, ...sloFields.idle },
  elsewhere: sloFields.elsewhere,
};

/** Fields of an indicator that decide what is measured, which is the same in all environments. */
export const FIXED_FIELDS = [
  'query',
  'success_ratio',
  'latency_query',
  'metric',
  'threshold',
] as const;

/** Fields of an indicator where it is about one environment. */
export const overlayIndicatorFields: FieldUses = {
  read: ['threshold_ms', ...FIXED_FIELDS],
  idle: { type: ALIKE, ...indicatorFields.idle },
};
