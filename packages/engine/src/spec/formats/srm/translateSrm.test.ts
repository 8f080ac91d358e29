import {
  findingsIn,
  readText,
  slosIn,
  specIn,
} from '../__testUtils__/readText';

const manifest = (spec: string, metadata = '{ name: pay, tier: high }') =>
  `apiVersion: srm/v1\nkind: ServiceReliabilityManifest\nmetadata: ${metadata}\nspec: ${spec}\n`;

const gates = (text: string) => manifest(`{ deployment: { gates: ${text} } }`);

const slos = (text: string) => manifest(`{ type: api, slos: ${text} }`);

describe('OpenSRM 1', () => {
  it.each([
    ['{ availability: { target: 99.95 } }', ['availability 0.9995 ratio']],
    ['{ availability: 99.5 }', ['availability 0.995 ratio']],
    ['{ error_rate: { target: 0.1 } }', ['error-rate 0.999 ratio']],
    [
      '{ latency: { target: 250, unit: ms, percentile: p99 } }',
      ['latency 0.99 latency'],
    ],
    ['{ latency_p95: { target: 0.5, unit: s } }', ['latency-p95 0.95 latency']],
    ['{ slow: { target: 250, percentile: 99.9 } }', ['slow 0.999 latency']],
    [
      `{ orders: { type: availability, target: 99.9, indicator: { query: 'sum(a_total{service="pay",s="ok"}) / sum(a_total{service="pay"})' } } }`,
      ['orders 0.999 ratio'],
    ],
    [
      `{ errors: { target: 0.5, indicator: { query: 'sum(b_total{service="pay"}) / sum(a_total{service="pay"})' } } }`,
      ['errors 0.995 ratio'],
    ],
    [
      `{ latency: { target: 500, percentile: p95, indicator: { query: 'histogram_quantile(0.95, rate(a_seconds_bucket{service="pay"}[5m]))' } } }`,
      ['latency 0.95 latency'],
    ],
  ])('reads %s', (text, expected) => {
    expect(slosIn(slos(text))).toEqual(expected);
    const errors = readText(slos(text)).diagnostics.filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toEqual([]);
  });

  it('reads what else a service is', () => {
    const result = readText(
      manifest(
        `
  type: ai-gate
  deployment: { environments: [production, staging] }
  dependencies:
    - { name: pg, type: database, database_type: postgresql }
    - { name: users, type: api }
    - { name: stripe, type: api, manifest: 'https://stripe.example/srm.yaml' }`,
        '{ name: pay, tier: tier-1, labels: { domain: commerce } }',
      ),
    );
    expect(result.kind === 'spec' && result.spec).toMatchObject({
      name: 'pay',
      tier: 'critical',
      type: 'ai',
      labels: { domain: 'commerce' },
      environments: ['production', 'staging'],
      dependencies: [
        { name: 'pg', technology: 'postgresql', selector: {} },
        { name: 'users', ref: 'component:default/users', selector: {} },
        { name: 'stripe', selector: {} },
      ],
    });
  });

  it('asks for the percentile of a latency', () => {
    const [{ summary, detail }] = readText(
      slos('{ latency: { target: 500 } }'),
    ).diagnostics;
    expect(`${summary} ${detail}`).toContain('no percentile');
    expect(detail).toContain('Add percentile: p99');
  });

  it.each([
    [manifest('{}').replace('spec:', 'slos:'), 'It belongs under spec.'],
    [manifest('{ tier: low }'), 'It belongs under metadata.'],
    [manifest('{ dependencies: [{}] }'), 'Add name: orders-db.'],
    [slos('{ availability: {} }'), 'Add target.'],
    ['kind: ServiceReliabilityManifest\n', 'Add apiVersion: srm/v1.'],
    [
      'apiVersion: opensrm/v1\nkind: ServiceReliabilityManifest\n',
      'Write apiVersion: srm/v1.',
    ],
  ])('says how to mend %s', (text, hint) => {
    const [{ detail }] = readText(text).diagnostics;
    expect(detail).toContain(hint);
  });

  it.each([
    ['threshold: 0.07', 0.07],
    ['policy: { thresholds: { critical: 0.29 } }', 0.29],
    ['threshold: 0', 0],
  ])('has ratios of the budget that is left: %s', (budget, blockBelow) => {
    const { spec } = specIn(gates(`{ error_budget: { ${budget} } }`));
    expect(spec.gate).toEqual({ blockBelow });
  });

  it('keeps who is paged and where help is', () => {
    const { spec } = specIn(
      manifest(`
  ownership:
    team: payments
    email: pay@example.com
    escalation: payments-oncall
    pagerduty: { service_id: PABC123 }
    runbook: https://wiki.example.com/pay`),
    );
    expect(spec).toMatchObject({
      paging: { service: 'PABC123', escalationPolicy: 'payments-oncall' },
      runbook: {
        url: 'https://wiki.example.com/pay',
        contact: 'pay@example.com',
      },
    });
  });

  it.each([
    [
      slos('{ throughput: { minimum: 5, unit: rps } }'),
      ['slo-not-measured spec.slos.throughput'],
    ],
    [
      slos('{ reversal_rate: { target: 5 } }'),
      ['slo-not-measured spec.slos.reversal_rate'],
    ],
    [slos('{ what: 5 }'), ['unknown-indicator spec.slos.what']],
    [
      slos('{ a: { type: avalability, target: 9 } }'),
      ['unknown-indicator spec.slos.a.type'],
    ],
    [
      slos('{ availability: { target: .nan } }'),
      ['invalid-target spec.slos.availability.target'],
    ],
    [
      slos('{ error_rate: { target: "1" } }'),
      [
        'slo-renamed spec.slos.error_rate',
        'invalid-target spec.slos.error_rate.target',
      ],
    ],
    [
      slos('{ latency: { target: .inf, percentile: p99 } }'),
      ['invalid-threshold spec.slos.latency.target'],
    ],
    [
      slos('{ latency: { target: 500, unit: min, percentile: p99 } }'),
      ['unknown-unit spec.slos.latency.unit'],
    ],
    [slos('{ latency: { target: 500 } }'), ['missing-field spec.slos.latency']],
    [
      slos('{ latency: { target: 500, percentile: pp } }'),
      ['invalid-target spec.slos.latency.percentile'],
    ],
    [
      slos('{ availability: { target: 99, windw: 7d } }'),
      ['unknown-field spec.slos.availability.windw'],
    ],
    [slos('[]'), ['wrong-type spec.slos']],
    [
      slos(
        '{ latency: { target: 5, percentile: p9, indicator: { query: "a[" } } }',
      ),
      ['slo-not-measured spec.slos.latency'],
    ],
    [
      slos(
        '{ availability: { target: 99, minimum: 1, unit: percent, percentile: p9, description: x, type: availability, indicator: { type: error_rate } } }',
      ),
      [
        'field-without-effect spec.slos.availability.minimum',
        'field-without-effect spec.slos.availability.percentile',
        'field-without-effect spec.slos.availability.unit',
        'field-without-effect spec.slos.availability.description',
        'field-without-effect spec.slos.availability.indicator.type',
      ],
    ],
    [
      manifest(
        '{ dependencies: [{ name: a, type: kafka }, { name: b, type: queue }, { name: c, type: api }, { name: d, type: cache, database_type: redis }] }',
      ),
      ['field-without-effect spec.dependencies[1].type'],
    ],
    [
      manifest(
        '{ dependencies: [null, a, { type: kafka }, { name: c, type: api, database_type: redis }, { name: d, type: api, manifest: x }, { name: e, type: kafka, manifest: x }, { name: f, type: kafka, database_type: redis }] }',
      ),
      [
        'wrong-type spec.dependencies[0]',
        'wrong-type spec.dependencies[1]',
        'missing-field spec.dependencies[2].name',
        'field-without-effect spec.dependencies[3].database_type',
        'field-without-effect spec.dependencies[4].manifest',
        'field-without-effect spec.dependencies[5].manifest',
        'field-without-effect spec.dependencies[6].type',
      ],
    ],
    [slos('{ availability: null }'), ['wrong-type spec.slos.availability']],
    [slos('{ availability: "99" }'), ['wrong-type spec.slos.availability']],
    [
      slos('{ availability: {} }'),
      ['missing-field spec.slos.availability.target'],
    ],
    [
      slos('{ latency: { target: , percentile: p99 } }'),
      ['missing-field spec.slos.latency.target'],
    ],
    [slos('{ "a\\u202eb": 99 }'), ['invalid-name spec.slos["a\u202eb"]']],
    [
      manifest('{ ownership: { team: b } }', '{ name: pay, team: a }'),
      ['field-without-effect spec.ownership.team'],
    ],
    [
      manifest('{ ownership: { team: The A team } }', '{ name: pay }'),
      ['field-without-effect spec.ownership.team'],
    ],
    [
      manifest('{ ownership: { team: a }, gate: 1 }', '{ name: pay, team: a }'),
      ['unknown-field spec.gate'],
    ],
    [
      manifest(
        '{ ownership: { oncall: {}, escalation: a, slak: b, pagerduty: { escalation_policy_id: c, id: d } } }',
      ),
      [
        'field-without-effect spec.ownership.oncall',
        'unknown-field spec.ownership.slak',
        'unknown-field spec.ownership.pagerduty.id',
        'field-without-effect spec.ownership.escalation',
        'no-effect-yet spec.ownership.pagerduty.escalation_policy_id',
      ],
    ],
    [
      gates('{ recent_incidents: {}, error_budget: { threshold: 20 } }'),
      [
        'field-without-effect spec.deployment.gates.recent_incidents',
        'invalid-share spec.deployment.gates.error_budget.threshold',
      ],
    ],
    [
      gates('{ error_budget: { enabled: false, threshold: 0.2 } }'),
      ['field-without-effect spec.deployment.gates.error_budget.enabled'],
    ],
    [
      gates(
        '{ error_budget: { threshold: 0.3, policy: { window: 7d, thresholds: { warning: 0.2, critical: 0.1 } } } }',
      ),
      [
        'field-without-effect spec.deployment.gates.error_budget.policy.window',
        'field-without-effect spec.deployment.gates.error_budget.policy.thresholds.critical',
        'no-effect-yet spec.deployment.gates.error_budget.policy.thresholds.warning',
        'gate-order spec.deployment.gates.error_budget.threshold',
      ],
    ],
    [
      'apiVersion: opensrm/v1\nkind: ServiceReliabilityManifest\n',
      ['unknown-version apiVersion'],
    ],
    ['apiVersion: srm/v1\nkind: ReliabilitySpec\n', ['unknown-kind kind']],
    ['apiVersion: srm/v1\nmetadata: {}\n', ['missing-field kind']],
    [
      'kind: ServiceReliabilityManifest\nmetadata: { name: a }\n',
      ['missing-field apiVersion'],
    ],
  ])('tells of %s', (text, expected) => {
    expect(findingsIn(text)).toEqual(expected);
  });
});
