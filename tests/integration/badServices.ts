/** A service with something wrong, and the codes of what is found, sorted. */
export interface BadService {
  readonly name: string;
  readonly entity: string;
  /** Absent where the file that the entity names is not there. */
  readonly spec?: string;
  readonly codes: readonly string[];
}

function service(
  name: string,
  codes: readonly string[],
  spec: readonly string[],
  annotations: readonly string[] = [],
): BadService {
  return {
    name,
    codes,
    entity: [
      'apiVersion: backstage.io/v1alpha1',
      'kind: Component',
      'metadata:',
      `  name: ${name}`,
      '  annotations:',
      '    nthlayer.dev/spec: ./nthlayer.yaml',
      ...annotations.map(line => `    ${line}`),
      'spec:',
      '  type: service',
      '  lifecycle: production',
      '  owner: group:default/shop',
      '',
    ].join('\n'),
    spec: [
      'apiVersion: nthlayer.dev/v1alpha1',
      'kind: ServiceSpec',
      `metadata: { name: ${name} }`,
      ...spec,
      '',
    ].join('\n'),
  };
}

/** One for each layer that can find something: annotations, YAML, fields, environments, OpenSLO, generation. */
export const BAD_SERVICES: readonly BadService[] = [
  { ...service('missing', ['spec-file-unreadable'], []), spec: undefined },
  service(
    'annotations',
    ['unknown-annotation', 'unknown-tier'],
    ['spec: { type: api }'],
    ['nthlayer.dev/tier: critcal', 'nthlayer.dev/teir: high'],
  ),
  service(
    'fields',
    ['invalid-target', 'missing-field', 'unknown-field'],
    [
      'spec:',
      '  teir: low',
      '  slos:',
      '    - { preset: latency, target: "99" }',
    ],
  ),
  service('yaml', ['duplicate-key'], ['spec: { tier: low, tier: high }']),
  service(
    'environments',
    ['selector-of-service', 'unknown-slo'],
    [
      'spec:',
      '  environments:',
      '    - name: production',
      '      selector: { service: other }',
      '      slos: [{ name: avail, target: 99 }]',
    ],
  ),
  service(
    'openslo',
    ['openslo-unknown-reference'],
    [
      'spec: { tier: low }',
      '---',
      'apiVersion: openslo/v1',
      'kind: SLO',
      'metadata: { name: orders }',
      'spec:',
      '  service: openslo',
      '  budgetingMethod: Occurrences',
      '  timeWindow: [{ duration: 28d, isRolling: true }]',
      '  objectives: [{ target: 0.99 }]',
      '  indicatorRef: nowhere',
    ],
  ),
  service(
    'notes',
    ['gate-order', 'no-effect-yet', 'no-effect-yet'],
    [
      'spec:',
      '  tier: low',
      '  paging: { urgency: high }',
      '  gate: { warnBelow: 10, blockBelow: 20 }',
    ],
  ),
  service(
    'generation',
    ['alert-windows-order'],
    [
      'spec:',
      '  tier: low',
      '  alerts: { burn: { page-fast: { window: 6h } } }',
      '  slos: [{ preset: availability, target: 99 }]',
    ],
  ),
];
