import { readFilesBeside, SourceFile } from '@nthlayer/engine';

/** Nearly as many as are looked for. */
const FILES = 197;
const MOST_SLOS = 100;
const ENVIRONMENTS = Array.from({ length: 50 }, (_, index) => `env-${index}`);

const slo = (name: string) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
spec:
  service: checkout
  indicator:
    metadata:
      name: ${name}
    spec:
      ratioMetric:
        counter: true
        bad:
          metricSource:
            type: Prometheus
            spec:
              query: sum(rate(orders_total{service="checkout",state="${name}"}[5m]))
        total:
          metricSource:
            type: Prometheus
            spec:
              query: sum(rate(orders_total{service="checkout"}[5m]))
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.999 }]
`;

const references = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `    - $ref: slos/${index}.yaml`,
  ).join('\n');

const manifest = (kind: string, spec: string) =>
  `apiVersion: opensrm.nthlayer.io/v2
kind: ${kind}
metadata: { name: checkout, labels: { tier: critical } }
spec:
  service: { type: api }
${spec}
`;

/** Two SLOs in each file of a list of references. */
function sloFiles(count: number): [string, string][] {
  return Array.from({ length: count }, (_, index) => [
    `slos/${index}.yaml`,
    `${slo(`a-${index}`)}---\n${slo(`b-${index}`)}`,
  ]);
}

const resources = (count: number, objective: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `  - { kind: SLO, name: s${index}, spec: { objective: ${objective} } }\n`,
  ).join('');

/** What each environment says of every SLO. */
function environmentFiles(slos: number): [string, string][] {
  return ENVIRONMENTS.map((name, index) => [
    `environments/${name}.yaml`,
    `environment: ${name}
service:
  tier: low
resources:
${resources(slos, 50 + index)}`,
  ]);
}

/** What some environments say of the alerts of all SLOs. */
const overlays = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `    - { name: env-${index}, alerts: { minBadEvents: ${index + 1} } }\n`,
  ).join('');

interface Written {
  readonly name: string;
  readonly text: string;
  readonly beside: readonly (readonly [string, string])[];
}

const WRITTEN: readonly Written[] = [
  {
    name: `SLOs of ${FILES} files that a manifest refers to`,
    text: manifest('ServiceManifest', `  slo:\n${references(FILES)}`),
    beside: sloFiles(FILES),
  },
  {
    name: 'SLOs that a template refers to',
    text: manifest('ServiceManifest', '  template: { extends: base }'),
    beside: [
      [
        'templates/base.yaml',
        manifest(
          'ServiceManifestTemplate',
          `  slo:\n${references(FILES - 1)}`,
        ).replace('name: checkout', 'name: base'),
      ],
      ...sloFiles(FILES - 1),
    ],
  },
  {
    name: `files of ${ENVIRONMENTS.length} environments`,
    text: `service: { name: checkout, tier: critical, type: api }\nresources:\n${resources(
      MOST_SLOS,
      99,
    )}`,
    beside: environmentFiles(90),
  },
  {
    name: 'a file of 100 environments and 190 SLOs',
    text: `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata: { name: checkout }
spec:
  tier: low
  environments:
${overlays(100)}---
${Array.from({ length: 190 }, (_, index) => slo(`a-${index}`)).join('---\n')}`,
    beside: [],
  },
];

/** A spec with the files that it asks for. */
export interface SpecOfFiles {
  readonly name: string;
  readonly file: SourceFile;
  readonly environments: readonly string[];
}

/** Specs of as many files as one may have, and of as many environments. */
export async function specsOfFiles(): Promise<readonly SpecOfFiles[]> {
  return Promise.all(
    WRITTEN.map(async ({ name, text, beside }) => {
      const texts = new Map(beside);
      const file = await readFilesBeside(
        { path: 'service.yaml', text },
        ENVIRONMENTS,
        async path => {
          const found = texts.get(path);
          return found === undefined ? undefined : { text: found };
        },
      );
      return { name, file, environments: ENVIRONMENTS };
    }),
  );
}
