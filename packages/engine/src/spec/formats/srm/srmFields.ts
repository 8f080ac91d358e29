import { FieldUses } from '../notes';

const CATALOG = 'The catalog entity says it.';
const BUDGET_ALONE = 'A gate here knows the budget that is left, and no more.';

/** Fields that only metadata or only spec has, as they are often written elsewhere. */
const ELSEWHERE = {
  ...Object.fromEntries(
    ['slos', 'type', 'dependencies', 'deployment', 'ownership'].map(name => [
      name,
      'under spec',
    ]),
  ),
  ...Object.fromEntries(
    ['name', 'team', 'tier', 'labels', 'template'].map(name => [
      name,
      'under metadata',
    ]),
  ),
};

/** Fields at the top. */
export const topFields: FieldUses = {
  read: ['apiVersion', 'kind', 'metadata', 'spec'],
  idle: {},
  elsewhere: ELSEWHERE,
};

/** Fields of `metadata`. */
export const metadataFields: FieldUses = {
  read: ['name', 'team', 'tier', 'labels', 'template'],
  idle: {
    namespace: CATALOG,
    description: CATALOG,
    annotations: 'Annotations belong to the catalog entity.',
  },
  elsewhere: ELSEWHERE,
};

const NOT_INHERITED = 'Of a template only spec is inherited.';

/** Fields of `metadata` of a template. */
export const templateMetadataFields: FieldUses = {
  read: ['name', 'template'],
  idle: {
    ...metadataFields.idle,
    team: NOT_INHERITED,
    tier: NOT_INHERITED,
    labels: NOT_INHERITED,
  },
};

/** Fields of `spec`. */
export const specFields: FieldUses = {
  read: ['type', 'slos', 'dependencies', 'deployment', 'ownership'],
  idle: {
    contract: 'What is promised to others is not measured apart from the SLOs.',
    contracts:
      'What is promised to others is not measured apart from the SLOs.',
    observability:
      'Metrics are known from the type of the service and its SLOs; series are chosen by the service label.',
    alerting: 'Alerts follow from the objective and the window of each SLO.',
    instrumentation: 'nthlayer lint says which series are missing.',
  },
  elsewhere: ELSEWHERE,
};

/** Fields of `spec.deployment`. */
export const deploymentFields: FieldUses = {
  read: ['environments', 'gates'],
  idle: {
    rollback: 'Deployments are not rolled back from here.',
    audit: 'Deployments are not audited from here.',
  },
};

/** Fields of `spec.deployment.gates`. */
export const gatesFields: FieldUses = {
  read: ['error_budget'],
  idle: { slo_compliance: BUDGET_ALONE, recent_incidents: BUDGET_ALONE },
};

/** Fields of its `error_budget`. */
export const budgetGateFields: FieldUses = {
  read: ['enabled', 'threshold', 'policy'],
  idle: {},
};

/** Fields of the policy of a budget. */
export const budgetPolicyFields: FieldUses = {
  read: ['thresholds'],
  idle: {
    window: 'A budget has the window of its SLO.',
    on_exhausted: 'A budget that is spent is below every threshold.',
  },
};

/** Fields of the thresholds of a policy, ratios of the budget that is left. */
export const budgetThresholdFields: FieldUses = {
  read: ['warning', 'critical'],
  idle: {},
};

/** Fields of `spec.ownership`. */
export const ownershipFields: FieldUses = {
  read: ['team', 'slack', 'email', 'escalation', 'pagerduty', 'runbook'],
  idle: {
    documentation: CATALOG,
    oncall: 'Who is on call, and when, belongs into the paging tool.',
  },
};

/** Fields of its `pagerduty`. */
export const pagerDutyFields: FieldUses = {
  read: ['service_id', 'escalation_policy_id'],
  idle: {},
};

/** Fields of an SLO. */
export const sloFields: FieldUses = {
  read: [
    'target',
    'minimum',
    'window',
    'unit',
    'percentile',
    'type',
    'indicator',
    'description',
  ],
  idle: { labels: 'Labels are those of the service.' },
};

/** Fields of an indicator. */
export const indicatorFields: FieldUses = {
  read: ['type', 'query'],
  idle: {},
};

/** Fields of a dependency. */
export const dependencyFields: FieldUses = {
  read: ['name', 'type', 'database_type', 'manifest'],
  idle: {
    critical: 'All dependencies are treated alike.',
    criticality: 'All dependencies are treated alike.',
    slo: 'What is expected of a dependency is not checked: its own SLOs are.',
    expected_availability:
      'What is expected of a dependency is not checked: its own SLOs are.',
    expected_latency_p99:
      'What is expected of a dependency is not checked: its own SLOs are.',
    description: CATALOG,
  },
};

/** SLOs on decisions of an AI, which no counter of requests measures. */
export const JUDGMENTS: readonly string[] = [
  'reversal_rate',
  'high_confidence_failure',
  'audit_sampling',
  'outcomes',
  'escalation',
  'segments',
  'stability',
  'calibration',
  'feedback_latency',
];
