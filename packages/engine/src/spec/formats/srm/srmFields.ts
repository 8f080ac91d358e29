import { FieldUses } from '../notes';

const CATALOG = 'The catalog entity says it.';
const OWNER = 'The owner of a service is that of its catalog entity.';

/** Fields at the top. */
export const topFields: FieldUses = {
  read: ['apiVersion', 'kind', 'metadata', 'spec'],
  idle: {},
};

/** Fields of `metadata`. */
export const metadataFields: FieldUses = {
  read: ['name', 'tier', 'labels'],
  idle: {
    team: OWNER,
    namespace: CATALOG,
    description: CATALOG,
    annotations: 'Annotations belong to the catalog entity.',
    template: 'Templates of OpenSRM 1 are not known here.',
  },
};

/** Fields of `spec`. */
export const specFields: FieldUses = {
  read: ['type', 'slos', 'dependencies', 'deployment'],
  idle: {
    contract: 'What is promised to others is not measured apart from the SLOs.',
    contracts:
      'What is promised to others is not measured apart from the SLOs.',
    ownership: OWNER,
    observability:
      'Metrics are known from the type of the service and its SLOs; series are chosen by the service label.',
    alerting: 'Alerts follow from the objective and the window of each SLO.',
    instrumentation: 'nthlayer lint says which series are missing.',
  },
};

/** Fields of `spec.deployment`. */
export const deploymentFields: FieldUses = {
  read: ['environments'],
  idle: {
    gates: 'Gates are not generated from it.',
    rollback: 'Deployments are not rolled back from here.',
    audit: 'Deployments are not audited from here.',
  },
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
