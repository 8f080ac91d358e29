import { readDocuments } from '../../spec/documents';
import { readOpenSlo } from './readOpenSlo';

const metric = (name: string) =>
  `{ metricSource: { type: Prometheus, spec: { query: 'sum(rate(${name}{service="shop"}[5m]))' } } }`;

const slo = (...policies: string[]) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: orders }
spec:
  service: shop
  indicator:
    metadata: { name: orders }
    spec: { ratioMetric: { counter: true, bad: ${metric(
      'bad_total',
    )}, total: ${metric('all_total')} } }
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.99 }]
  alertPolicies:
${policies.map(policy => `    - ${policy}\n`).join('')}`;

const condition = (
  fields = 'op: gt, threshold: 2, lookbackWindow: 1h, alertAfter: 5m',
  severity = 'page',
) => `{ severity: ${severity}, condition: { kind: burnrate, ${fields} } }`;
const inline = (name: string, spec: string) =>
  `{ kind: AlertCondition, metadata: { name: ${name} }, spec: ${spec} }`;
const policySpec = (
  first = inline('fast', condition()),
  more = 'alertWhenBreaching: true',
) =>
  `{ ${more}, conditions: [${first}], notificationTargets: [{ targetRef: on-call }] }`;
const policy = (spec = policySpec(), name = 'burning') =>
  `{ kind: AlertPolicy, metadata: { name: ${name} }, spec: ${spec} }`;
const object = (kind: string, name: string, spec: string) =>
  `apiVersion: openslo/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
const onCall = object(
  'AlertNotificationTarget',
  'on-call',
  '{ target: pager }',
);

/** The target itself is known by its name only. */
const ON_CALL = 'info openslo-field-ignored spec.target';

function read(...texts: string[]) {
  const { documents } = readDocuments({
    path: 'slo.yaml',
    text: [...texts, onCall].join('---\n'),
  });
  const { slos, diagnostics } = readOpenSlo(documents, {
    names: ['shop'],
    others: [],
    serviceLabel: 'service',
  });
  return {
    alerts: slos[0]?.slo.alerts,
    codes: diagnostics.map(
      ({ severity, code, path }) => `${severity} ${code} ${path}`,
    ),
  };
}

const burning = {
  name: 'burning',
  severity: 'critical',
  longMs: 3_600_000,
  factor: 2,
  atFactor: false,
  forMs: 300_000,
  targets: ['on-call'],
};

it('reads a policy with its condition and target inline', () => {
  expect(read(slo(policy()))).toEqual({
    alerts: { policies: [burning] },
    codes: [ON_CALL],
  });
});

it('follows references to policy, condition and target', () => {
  const texts = [
    slo('{ alertPolicyRef: burning }'),
    object('AlertPolicy', 'burning', policySpec('{ conditionRef: fast }')),
    object('AlertCondition', 'fast', condition()),
  ];
  expect(read(...texts)).toEqual({
    alerts: { policies: [burning] },
    codes: [ON_CALL],
  });
});

it('leaves the usual alerts where no policy can be found', () => {
  expect(read(slo('{ alertPolicyRef: burnign }'))).toEqual({
    alerts: undefined,
    codes: [
      ON_CALL,
      'error openslo-unknown-reference spec.alertPolicies[0].alertPolicyRef',
    ],
  });
});

const at = 'spec.alertPolicies[0].spec';
const spec = `${at}.conditions[0].spec`;

it.each<[string, string, object, string[]]>([
  [
    'lte, which would fire when healthy',
    policySpec(
      inline('x', condition('op: lte, threshold: 2, lookbackWindow: 1h')),
    ),
    { atFactor: true, factor: 2, forMs: 0 },
    [`warning openslo-fires-when-healthy ${spec}.condition.op`],
  ],
  [
    'a severity of its own',
    policySpec(inline('x', condition(undefined, 'purple'))),
    { severity: 'warning' },
    [`warning openslo-unknown-severity ${spec}.severity`],
  ],
  [
    'a word for a ticket',
    policySpec(inline('x', condition(undefined, 'SEV-2'))),
    { severity: 'warning' },
    [],
  ],
  [
    'resolved',
    policySpec(undefined, 'alertWhenBreaching: true, alertWhenResolved: true'),
    {},
    [`info openslo-alert-when-resolved ${at}.alertWhenResolved`],
  ],
  [
    'nothing of when',
    policySpec(undefined, 'description: x'),
    {},
    [`info openslo-field-ignored ${at}.description`],
  ],
])('reads %s', (_what, text, expected, codes) => {
  const result = read(slo(policy(text)));
  expect(result.codes).toEqual([ON_CALL, ...codes]);
  expect(result.alerts?.policies).toMatchObject([expected]);
});

it.each<[string, string, string[]]>([
  [
    'that alerts without data only',
    policySpec(undefined, 'alertWhenNoData: true'),
    [`info openslo-not-when-breaching ${at}.alertWhenBreaching`],
  ],
  [
    'that is not for breaching',
    policySpec(undefined, 'alertWhenBreaching: false'),
    [],
  ],
  [
    'that always fires',
    policySpec(
      inline('x', condition('op: gte, threshold: 0, lookbackWindow: 1h')),
    ),
    [`warning openslo-always-fires ${spec}.condition.threshold`],
  ],
  [
    'without a threshold',
    policySpec(inline('x', condition('op: gt, lookbackWindow: 1h'))),
    [`error missing-field ${spec}.condition.threshold`],
  ],
])(
  'makes no alert of a policy %s, nor the usual ones',
  (_what, text, codes) => {
    expect(read(slo(policy(text)))).toEqual({
      alerts: { policies: [] },
      codes: [ON_CALL, ...codes],
    });
  },
);

it('is silent without data when every policy wants that', () => {
  const quiet = policySpec(
    undefined,
    'alertWhenBreaching: true, alertWhenNoData: false',
  );
  const loud = policySpec();
  expect(read(slo(policy(quiet)))).toEqual({
    alerts: { disabled: ['sli-missing'], policies: [burning] },
    codes: [ON_CALL, `info openslo-silent-without-data ${at}.alertWhenNoData`],
  });
  expect(read(slo(policy(quiet), policy(loud, 'b'))).alerts).toEqual({
    policies: [burning, { ...burning, name: 'b' }],
  });
});

it('tells of all that objects say and alerts do not', () => {
  const described = (kind: string, name: string, text: string) =>
    object(kind, name, text).replace(
      'name:',
      'displayName: X, labels: { a: b }, name:',
    );
  const texts = [
    slo('{ alertPolicyRef: burning }'),
    described(
      'AlertPolicy',
      'burning',
      policySpec('{ conditionRef: fast }', 'description: x'),
    ),
    described(
      'AlertCondition',
      'fast',
      `{ description: x, ${condition().slice(1)}`,
    ),
  ];
  expect(read(...texts).codes).toEqual([
    ...['', ''].flatMap(() => [
      'info openslo-field-ignored metadata.displayName',
      'info openslo-field-ignored metadata.labels',
      'info openslo-field-ignored spec.description',
    ]),
    ON_CALL,
  ]);
});
