/** A service with something wrong, and the codes of what is found, sorted. */
export interface BadService {
  readonly name: string;
  readonly entity: string;
  /** Absent where the file that the entity names is not there. */
  readonly spec?: string;
  /** Files that the spec asks for, by path. */
  readonly beside?: Readonly<Record<string, string>>;
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

/** The same in another format, with files beside it. */
function inFiles(
  name: string,
  codes: readonly string[],
  spec: string,
  beside: Readonly<Record<string, string>>,
): BadService {
  const { entity } = service(name, codes, []);
  return { name, codes, entity, spec, beside };
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
  inFiles(
    'environment-files',
    ['same-in-all-environments', 'unknown-slo', 'unknown-tier'],
    'service: { name: environment-files, tier: high, type: api }\n',
    {
      'environments/production.yaml': `environment: production
service:
  tier: highest
resources:
  - kind: SLO
    name: availabilty
    spec: { objective: 99, indicator: { query: a / b } }
`,
    },
  ),
  inFiles(
    'references',
    [
      'invalid-target',
      'no-slos',
      'nothing-generated',
      'reference-not-found',
      'reference-path',
      'unknown-field',
      'unknown-template',
    ],
    `apiVersion: opensrm.nthlayer.io/v2
kind: ServiceManifest
metadata: { name: references, labels: { tier: high } }
spec:
  service: { type: api }
  template: { extends: template:default/base }
  slo:
    - $ref: ../../secret.yaml
    - $ref: ./gone.yaml
    - $ref: ./slos/orders.yaml
`,
    {
      'templates/base.yaml': 'apiVersion: openslo/v1\nkind: Service\n',
      'slos/orders.yaml': `apiVersion: openslo/v1
kind: SLO
metadata: { name: orders }
spec:
  service: references
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 30d, isRolling: true }]
  indicator: { metadata: { name: i }, spec: { thresholdMetric: { metricSource: { type: Prometheus, spec: { query: a } } } } }
  objectives: [{ target: 2, op: lte, value: 5, tagret: 1 }]
`,
    },
  ),
];
