import {
  findingsIn,
  readText,
  slosIn,
  specIn,
} from '../__testUtils__/readText';

const service = 'service: { name: pay, tier: critical, type: api }';

/** A file with the resources of some lines. */
const file = (resources: string, head = service) =>
  `${head}\nresources:\n${resources}\n`;

const slo = (spec: string, name = 'availability') =>
  file(`  - { kind: SLO, name: ${name}, spec: ${spec} }`);

const good = 'sum(a_total{service="pay",s="ok"})';
const all = 'sum(a_total{service="pay"})';
const quantile =
  'histogram_quantile(0.95, rate(a_seconds_bucket{service="pay"}[5m]))';

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

  it.each<[string, number, string[]]>([
    ['request_p99_milliseconds{service="pay"}', 500, []],
    [
      'sum(rate(a_seconds_sum{service="pay"}[5m])) / sum(rate(a_seconds_count{service="pay"}[5m]))',
      0.5,
      [],
    ],
    ['1000 * max(a_seconds{service="pay"})', 500, []],
    ['max(a_milliseconds{service="pay"}) / 1000', 0.5, []],
    ['max(a_p99{service="pay"})', 0.5, ['unit-assumed']],
    ['max(a_ms{service="pay"}) + max(b_seconds)', 0.5, ['unit-assumed']],
    ['max(a_seconds{service="pay"} * 1000)', 0.5, ['unit-assumed']],
  ])('judges %s by its unit: %d', (query, value, codes) => {
    const text = slo(
      `{ objective: 99, indicator: { type: latency, threshold_ms: 500, query: '${query}' } }`,
    );
    const { spec, diagnostics } = specIn(text);
    expect(spec.slos[0].sli).toMatchObject({ kind: 'threshold', value });
    expect(
      diagnostics.flatMap(({ severity, code }) =>
        severity === 'warning' ? [code] : [],
      ),
    ).toEqual(codes);
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
      ['unknown-field service.langage', 'unknown-tier service.tier'],
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
      file('  - { kind: SLO, spec: { objective: 99 } }'),
      ['missing-field resources[0].name'],
    ],
    [
      slo('{ objective: 99, target: 95, display_name: All, description: x }'),
      [
        'field-without-effect resources[0].spec.target',
        'field-without-effect resources[0].spec.description',
        'field-without-effect resources[0].spec.display_name',
      ],
    ],
    [
      slo(
        '{ objective: 99, indicator: { type: availability, metric: a, threshold_ms: 5, percentile: 99 }, indicators: [{ type: latency }] }',
      ),
      [
        'field-without-effect resources[0].spec.indicator.percentile',
        'field-without-effect resources[0].spec.indicators[0]',
        'field-without-effect resources[0].spec.indicator.threshold_ms',
        'field-without-effect resources[0].spec.indicator.metric',
      ],
    ],
    [
      slo(
        `{ objective: 99, indicator: { query: a / b, success_ratio: { good_query: '${good}', bad_query: '${good}', total_query: '${all}' } } }`,
      ),
      [
        'field-without-effect resources[0].spec.indicator.query',
        'field-without-effect resources[0].spec.indicator.success_ratio.bad_query',
      ],
    ],
    [
      slo(
        `{ objective: 99, indicator: { threshold_ms: 500, query: a / b, latency_query: '${quantile}' } }`,
      ),
      ['field-without-effect resources[0].spec.indicator.query'],
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
      file('  - { kind: PolicyRules, name: a, spec: { urgency: high } }'),
      ['field-without-effect resources[0].kind'],
    ],
    [
      file(
        '  - { kind: PagerDuty, name: a, spec: { urgency: loud, escalation_polcy: a, create_escalation_policy: {}, integration_key: k } }',
      ),
      [
        'field-without-effect resources[0].spec.create_escalation_policy',
        'unknown-field resources[0].spec.escalation_polcy',
        'secret-in-spec resources[0].spec.integration_key',
        'unknown-urgency resources[0].spec.urgency',
        'no-effect-yet resources[0].spec.urgency',
      ],
    ],
    [
      file(
        '  - { kind: DeploymentGate, name: a, spec: { thresholds: { warning: "20", blocking: 200 }, conditions: [] } }\n  - { kind: DeploymentGate, name: b }',
      ),
      [
        'field-without-effect resources[0].spec.conditions',
        'resource-described-twice resources[1].kind',
        'invalid-share resources[0].spec.thresholds.warning',
        'invalid-share resources[0].spec.thresholds.blocking',
        'no-effect-yet resources[0].spec.thresholds.warning',
      ],
    ],
    [
      file('  - { kind: DeploymentGate, name: b, spec: 5 }'),
      ['wrong-type resources[0].spec'],
    ],
    [
      file('  - kind: Dependencies\n    spec: { databases: { a: 1 } }'),
      ['wrong-type resources[0].spec.databases'],
    ],
    [file('  - 5'), ['wrong-type resources[0]']],
    [
      file('  - kind: SLO\n    name: availability\n    spec:'),
      [
        'empty-field resources[0].spec',
        'missing-field resources[0].spec.objective',
      ],
    ],
    [
      file('  -\n  - { name: a }'),
      ['wrong-type resources[0]', 'missing-field resources[1].kind'],
    ],
    [
      slo('{ objective: 99, indicators: [null] }'),
      ['wrong-type resources[0].spec.indicators[0]'],
    ],
    [
      slo('{ objective: 99 }', '"a\\u202eb"'),
      ['invalid-name resources[0].name'],
    ],
    [
      slo('{ objective: 99 }', '"a\\u200bb"'),
      ['invalid-name resources[0].name'],
    ],
    [
      file(
        '  - { kind: Dependencies, spec: { services: [null, users, { nmae: a }, { name: a, type: api }], external_apis: [{ name: b, type: pay }] } }',
      ),
      [
        'wrong-type resources[0].spec.services[0]',
        'wrong-type resources[0].spec.services[1]',
        'unknown-field resources[0].spec.services[2].nmae',
        'missing-field resources[0].spec.services[2].name',
        'field-without-effect resources[0].spec.services[3].type',
        'field-without-effect resources[0].spec.external_apis[0].type',
      ],
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

  it.each([
    [`${service}\nowner: a\n`, 'It belongs under service.'],
    [`${service}\nslos: []\n`, 'It belongs under resources'],
    [
      'service: { name: a, tier: low, slos: [] }\n',
      'It belongs under resources',
    ],
    [
      'service: { name: a, tier: low, resources: [] }\n',
      'It belongs at the top, beside service.',
    ],
    [
      file('  - { kind: SLO, name: availability, objective: 99 }'),
      'It belongs under spec.',
    ],
    [slo('{ objective: 99, threshold_ms: 5 }'), 'It belongs under indicator.'],
    [
      file('  - { kind: Dependencies, spec: { services: [{}] } }'),
      'Add name: orders.',
    ],
    [slo('{}'), 'Add objective.'],
    [
      slo(
        `{ objective: 99, indicator: { success_ratio: { good_query: '${good}' } } }`,
      ),
      'Add total_query, in PromQL.',
    ],
    [
      slo('{ objective: 99, indicator: { success_ratio: a } }'),
      'It is read as if it were not there.',
    ],
    [
      file(
        '  - { kind: DeploymentGate, name: a, spec: { thresholds: { warning: 5, blocking: 20 } } }',
      ),
      'Make blocking at most warning.',
    ],
    [
      'environment:\nresources: []\n---\nservice: { name: a, tier: low }\n',
      'Add environment.',
    ],
    [
      slo('{ objective: 99, target: 9 }'),
      'resources[0].spec.objective says it',
    ],
  ])('says how to mend %s', (text, hint) => {
    const { diagnostics } = readText(text);
    const [{ detail }] = diagnostics.filter(
      ({ code }) => code !== 'no-effect-yet',
    );
    expect(detail).toContain(hint);
  });

  it('tells of a ratio that is none, and no more of it', () => {
    expect(
      findingsIn(slo('{ objective: 99, indicator: { success_ratio: a / b } }')),
    ).toEqual(['wrong-type resources[0].spec.indicator.success_ratio']);
    expect(
      findingsIn(slo('{ objective: 99, indicator: { success_ratio: {} } }')),
    ).toContain(
      'missing-field resources[0].spec.indicator.success_ratio.good_query',
    );
  });

  it('makes nothing of a second service of one name', () => {
    const query = `'sum(rate(a{service="pay"}[5m])) / sum(rate(b{service="pay"}[5m]))'`;
    const second = slo(`{ objective: 9, indicator: { query: ${query} } }`, 'b');
    const text = `${slo('{ objective: 99 }')}---\n${second}`;
    expect(slosIn(text)).toEqual(['availability 0.99 ratio']);
    expect(findingsIn(text)).toEqual(['duplicate-spec service.name']);
  });

  it('reads what is different in an environment', () => {
    const text = `${slo('{ objective: 99.95, window: 30d }')}---
environment: staging
service: { tier: low, language: go }
resources:
  - { kind: SLO, name: availability, spec: { objective: 99 } }
  - { kind: PagerDuty, name: a, spec: { urgency: low } }
  - { kind: DeploymentGate, name: b, spec: { thresholds: { blocking: 1 } } }
  - { kind: Dependencies, name: c, spec: {} }
---
environment: production
resources: []
`;
    const result = readText(text);
    expect(result.kind === 'spec' && result.spec).toMatchObject({
      environments: ['staging', 'production'],
      slos: [{ name: 'availability', objective: 0.9995 }],
      overlays: {
        staging: {
          tier: 'low',
          slos: [{ objective: 0.99 }],
          paging: { urgency: 'low' },
          gate: { blockBelow: 0.01 },
        },
      },
    });
    expect(findingsIn(text)).toEqual([
      'field-without-effect service.language',
      'field-without-effect resources[3].kind',
      'no-effect-yet resources[1].spec.urgency',
      'no-effect-yet resources[2].spec.thresholds.blocking',
    ]);
  });

  it('tells of SLOs of an environment that have no name, or two objectives', () => {
    const text = `${slo('{ objective: 99.95 }')}---
environment: staging
resources:
  -
  - { kind: SLO, spec: { objective: 99 } }
  - { kind: SLO, name: "a\\u202eb", spec: { objective: 99 } }
  - { kind: SLO, name: availability, spec: { objective: 99, target: 95 } }
  - { kind: SLO, name: availability, spec: { indicator: { threshold_ms: 5ms } } }
`;
    expect(findingsIn(text)).toEqual([
      'wrong-type resources[0]',
      'missing-field resources[1].name',
      'invalid-name resources[2].name',
      'field-without-effect resources[3].spec.target',
      'invalid-threshold resources[4].spec.indicator.threshold_ms',
      'duplicate-slo-name resources[4].name',
    ]);
  });

  it('keeps who is paged, when deployments are held up and where help is', () => {
    const head = `service:
  name: pay
  tier: critical
  type: api
  team: shop
  slack_channel: '#pay'
  email: pay@example.com
  runbook_url: https://wiki.example.com/pay
  pagerduty: { service_id: PABC123 }`;
    const text = file(
      `  - { kind: PagerDuty, name: primary, spec: { service_id: POTHER, escalation_policy: '\${team}-escalation', urgency: high } }
  - { kind: DeploymentGate, name: gate, spec: { thresholds: { warning: 30, blocking: 7 }, on_exhausted: [notify] } }`,
      head,
    );
    const { spec, diagnostics } = specIn(text);
    expect(spec).toMatchObject({
      paging: {
        service: 'PABC123',
        escalationPolicy: 'shop-escalation',
        urgency: 'high',
      },
      gate: { warnBelow: 0.3, blockBelow: 0.07 },
      runbook: { url: 'https://wiki.example.com/pay', contact: '#pay' },
      provenance: { gate: { source: 'spec-file', from: 'service.yaml:12' } },
    });
    expect(
      diagnostics.map(
        ({ code, path, position }) => `${code} ${path} ${position?.line}`,
      ),
    ).toEqual([
      'field-without-effect resources[0].spec.service_id 11',
      'field-without-effect resources[1].spec.on_exhausted 12',
      'field-without-effect service.email 7',
      'no-effect-yet service.pagerduty.service_id 9',
      'no-effect-yet resources[1].spec.thresholds.warning 12',
      'no-effect-yet service.runbook_url 8',
    ]);
  });

  it('repeats no key', () => {
    const text = file(
      '  - { kind: PagerDuty, name: a, spec: { integration_key: R0ABCDEF } }',
    );
    expect(JSON.stringify(readText(text))).not.toContain('R0ABCDEF');
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
