import { FieldUses } from '../notes';

const CATALOG = 'The catalog entity says it.';
const NO_EXPECTATION =
  'What is expected of a dependency is not checked: its own SLOs are.';

/** Fields as they are often written at another place. */
const ELSEWHERE = {
  ...Object.fromEntries(
    ['slo', 'judgment_slo', 'dependencies', 'owner', 'service'].map(name => [
      name,
      'under spec',
    ]),
  ),
  tier: 'under labels of metadata',
  name: 'under metadata',
  labels: 'under metadata',
  type: 'under service of spec',
};

/** Fields at the top. */
export const topFields: FieldUses = {
  read: ['apiVersion', 'kind', 'metadata', 'spec'],
  idle: {},
  elsewhere: ELSEWHERE,
};

/** Fields of `metadata`. */
export const metadataFields: FieldUses = {
  read: ['name', 'labels'],
  idle: {
    namespace: CATALOG,
    title: CATALOG,
    description: CATALOG,
    annotations: 'Annotations belong to the catalog entity.',
  },
  elsewhere: ELSEWHERE,
};

/** Fields of `spec`. */
export const specFields: FieldUses = {
  read: ['service', 'slo', 'judgment_slo', 'dependencies', 'template', 'owner'],
  idle: {
    contracts:
      'What is promised to others is not measured apart from the SLOs.',
    instrumentation: 'nthlayer lint says which series are missing.',
    observability:
      'Metrics are known from the type of the service and its SLOs; series are chosen by the service label.',
    outcomes: 'What an outage costs is not computed.',
  },
  elsewhere: ELSEWHERE,
};

/** Fields of `metadata` of a template. */
export const templateMetadataFields: FieldUses = {
  read: ['name'],
  idle: {
    labels: 'Tier and labels of a service are its own, and not inherited.',
    ...metadataFields.idle,
  },
};

/** Fields of `spec` of a template. */
export const templateSpecFields: FieldUses = {
  read: specFields.read.filter(field => field !== 'service'),
  idle: {
    ...specFields.idle,
    service: 'Name and type of a service are its own, and not inherited.',
  },
};

/** Fields of `spec.owner`. */
export const ownerFields: FieldUses = {
  read: ['group', 'technical_contact'],
  idle: {
    escalation:
      'It is a group of the catalog; escalation policies belong to the paging tool.',
  },
};

/** Fields of `spec.service`. */
export const serviceFields: FieldUses = {
  read: ['name', 'type'],
  idle: { description: CATALOG },
};

/** Fields of a dependency. */
export const dependencyFields: FieldUses = {
  read: ['service'],
  idle: {
    contract_ref: NO_EXPECTATION,
    expected_availability: NO_EXPECTATION,
    expected_latency_p99: NO_EXPECTATION,
    critical: 'All dependencies are treated alike.',
    criticality: 'All dependencies are treated alike.',
    fallback: 'What a service does without it is not known to its SLOs.',
  },
};

/** Fields of `spec.template`. */
export const templateFields: FieldUses = {
  read: ['extends', 'overrides'],
  idle: {},
};
