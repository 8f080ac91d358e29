import { findingsIn, readText, slosIn } from '../__testUtils__/readText';

const service = 'service: { name: pay, tier: critical, type: api }';

/** A file with the resources of some lines. */
const file = (resources: string, head = service) =>
  `${head}\nresources:\n${resources}\n`;

const slo = (spec: string, name = 'availability') =>
  file(`  - { kind: SLO, name: ${name}, spec: ${spec} }`);

describe("NthLayer's first format", () => {
  it.each([
    ['{ objective: 99.95 }', ['availability 0.9995 ratio']],
    ['{ target: 99.95, window: 7d }', ['availability 0.9995 ratio']],
    [
      '{ objective: 99, indicator: { type: latency, threshold_ms: 250 } }',
      ['availability 0.99 latency'],
    ],
    [
      '{ objective: 99, indicators: [{ threshold_ms: 250, percentile: 95 }] }',
      ['availability 0.99 latency'],
    ],
    [
      `{ objective: 99.9, indicator: { query: 'sum(rate(a_total{service="\${service}",code!~"5.."}[5m])) / sum(rate(a_total{service="\${service}"}[5m]))' } }`,
      ['availability 0.999 ratio'],
    ],
    [
      `{ objective: 99, indicator: { type: latency, threshold_ms: 500, query: 'histogram_quantile(0.95, sum by (le) (rate(a_seconds_bucket{service="pay"}[5m])))' } }`,
      ['availability 0.99 latency'],
    ],
    [
      `{ objective: 99.5, indicators: [{ type: availability, success_ratio: { good_query: 'sum(a_total{service="pay",s="ok"})', total_query: 'sum(a_total{service="pay"})' } }] }`,
      ['availability 0.995 ratio'],
    ],
  ])('reads an SLO %s', (spec, expected) => {
    expect(slosIn(slo(spec))).toEqual(expected);
    const errors = readText(slo(spec)).diagnostics.filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toEqual([]);
  });

  it('counts the bucket of a quantile up to the threshold', () => {
    const result = readText(
      slo(
        `{ objective: 99, indicator: { type: latency, threshold_ms: 500, query: 'histogram_quantile(0.95, rate(a_milliseconds_bucket{service="\${service}",le!=""}[5m]))' } }`,
      ),
    );
    expect(result.kind === 'spec' && result.spec.slos[0].sli).toMatchObject({
      kind: 'latency',
      thresholdMs: 500,
      unitMs: 1,
      bucket: {
        metric: 'a_milliseconds_bucket',
        matchers: [{ label: 'service', op: '=', value: 'pay' }],
      },
    });
  });

  it.each([
    ['critical-api', ['availability 0.999 ratio', 'latency-p95 0.99 latency']],
    ['standard-api', ['availability 0.995 ratio', 'latency-p95 0.95 latency']],
    ['low-api', ['availability 0.99 ratio', 'latency-p95 0.9 latency']],
  ])('knows the template %s', (template, expected) => {
    const head = `service: { name: pay, tier: low, type: api, template: ${template} }`;
    expect(slosIn(`${head}\n`)).toEqual(expected);
  });

  it('lets an SLO take the place of the one of its name in the template', () => {
    const head =
      'service: { name: pay, tier: low, type: api, template: low-api }';
    const text = file(
      '  - { kind: SLO, name: availability, spec: { objective: 99.99 } }',
      head,
    );
    expect(slosIn(text)).toEqual([
      'latency-p95 0.9 latency',
      'availability 0.9999 ratio',
    ]);
  });

  it('reads dependencies of every list', () => {
    const result = readText(
      file(`  - kind: Dependencies
    name: upstream
    spec:
      services: [{ name: users }]
      upstream: [{ name: 'no entity' }]
      databases: [{ name: pay-db, type: postgresql }]
      message_queues: [{ name: events, type: kafka }]
      external_apis: [{ name: stripe, type: payments }]`),
    );
    expect(result.kind === 'spec' && result.spec.dependencies).toEqual([
      { name: 'users', ref: 'component:default/users', selector: {} },
      { name: 'pay-db', technology: 'postgresql', selector: {} },
      { name: 'events', technology: 'kafka', selector: {} },
      { name: 'stripe', selector: {} },
    ]);
  });

  it.each([
    [`${service}\nextra: 1\n`, ['unknown-field extra']],
    [
      'service: { name: pay, tier: critcal, type: api, team: a, langage: go }\n',
      [
        'field-without-effect service.team',
        'unknown-field service.langage',
        'unknown-tier service.tier',
      ],
    ],
    [
      slo('{ objective: 0.999 }'),
      ['target-looks-like-ratio resources[0].spec.objective'],
    ],
    [
      slo('{ objective: "99.9" }'),
      ['invalid-target resources[0].spec.objective'],
    ],
    [
      slo('{ objective: .nan }'),
      ['invalid-target resources[0].spec.objective'],
    ],
    [slo('{ objective: 100 }'), ['invalid-target resources[0].spec.objective']],
    [
      slo('{ objective: .inf, indicator: { query: a / b } }'),
      ['invalid-target resources[0].spec.objective'],
    ],
    [
      slo('{ objective: 99, window: 30 }'),
      ['invalid-window resources[0].spec.window'],
    ],
    [
      slo('{ objective: 99, indicator: { type: latency } }'),
      ['slo-not-measured resources[0]'],
    ],
    [
      slo(
        '{ objective: 99, indicator: { type: latency, threshold_ms: "500" } }',
      ),
      ['invalid-threshold resources[0].spec.indicator.threshold_ms'],
    ],
    [
      slo('{ objective: 99, indicator: { type: latncy } }'),
      ['unknown-indicator resources[0].spec.indicator.type'],
    ],
    [slo('{ objective: 99 }', 'Error_Rate'), ['slo-renamed resources[0].name']],
    [
      slo(`{ objective: 99, indicator: { query: 'a{e="\${env}"} / b' } }`),
      [
        'unknown-variable resources[0].spec.indicator.query',
        'approximate-sli resources[0].spec.indicator.query',
      ],
    ],
    [file('  - { kind: Slo, name: a }'), ['unknown-kind resources[0].kind']],
    [
      file('  - { kind: PagerDuty, name: a, spec: { urgency: high } }'),
      ['field-without-effect resources[0].kind'],
    ],
    [
      file('  - kind: Dependencies\n    spec: { databases: { a: 1 } }'),
      ['wrong-type resources[0].spec.databases'],
    ],
    [
      file('  - 5'),
      ['wrong-type resources[0]', 'unknown-kind resources[0].kind'],
    ],
    [
      'service: { name: pay, tier: low, template: low-apis }\n',
      ['unknown-template service.template'],
    ],
    [
      'environment: prod\nresources: []\n',
      ['environment-file-not-read environment'],
    ],
  ])('tells of %s', (text, expected) => {
    expect(findingsIn(text)).toEqual(expected);
  });

  it('reads what is different in an environment', () => {
    const text = `${slo('{ objective: 99.95, window: 30d }')}---
environment: staging
service: { tier: low, language: go }
resources:
  - { kind: SLO, name: availability, spec: { objective: 99 } }
  - { kind: PagerDuty, name: a, spec: {} }
---
environment: production
resources: []
`;
    const result = readText(text);
    expect(result.kind === 'spec' && result.spec).toMatchObject({
      environments: ['staging', 'production'],
      slos: [{ name: 'availability', objective: 0.9995 }],
      overlays: { staging: { tier: 'low', slos: [{ objective: 0.99 }] } },
    });
    expect(findingsIn(text)).toEqual([
      'field-without-effect service.language',
      'field-without-effect resources[1].kind',
    ]);
  });

  it('places findings where they are written', () => {
    const [{ position }] = readText(
      'service:\n  name: pay\n  tier: urgent\n',
    ).diagnostics;
    expect(position).toEqual({ file: 'service.yaml', line: 3, column: 9 });
  });

  it('puts in nothing but what its service says, and only once', () => {
    const head =
      "service: { name: '${team}', tier: low, type: api, team: '${service}' }";
    const query = 'sum(rate(a{service="${service}${__proto__}"}[5m])) / b';
    const text = file(
      `  - { kind: SLO, name: a, spec: { objective: 99, indicator: { query: '${query}' } } }`,
      head,
    );
    expect(findingsIn(text)).toContain(
      'unknown-variable resources[0].spec.indicator.query',
    );
  });
});
