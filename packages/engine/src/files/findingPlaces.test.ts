import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parseAllDocuments, stringify } from 'yaml';
import { placesIn } from '../spec/__testUtils__/placesIn';
import {
  defaultGenerationSettings,
  specContextOf,
} from '../spec/generationSettings';
import { readDocuments } from '../spec/documents';
import { parsePath } from '../spec/documents/propertyPath';
import { checkFiles } from './checkFiles';

const settings = defaultGenerationSettings;
const context = specContextOf(settings);

/** All that is told of a file: of its text, of what it says, and of what is made of it. */
async function findingsOn(text: string): Promise<readonly Diagnostic[]> {
  const files = [{ path: 'a.yaml', text }];
  const { diagnostics } = await checkFiles(files, {
    context,
    settings,
    most: 10,
  });
  return diagnostics;
}

/** A text without its mark, and where that stood. */
function unmarked(marked: string) {
  const before = marked.slice(0, marked.indexOf('▸'));
  expect(before).not.toBe(marked.slice(0, -1));
  return {
    text: marked.replace('▸', ''),
    line: before.split('\n').length,
    column: before.length - before.lastIndexOf('\n'),
  };
}

/** What is found in a text, each with its place, and where the mark was. */
async function look(marked: string) {
  const { text, line, column } = unmarked(marked);
  const found = await findingsOn(text);
  return {
    at: `${line}:${column}`,
    found: found.map(
      ({ code, path, position }) =>
        `${code} ${path} ${position?.line}:${position?.column}`,
    ),
  };
}

const HEAD =
  'apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: shop }\n';
const spec = (...lines: readonly string[]) =>
  `${HEAD}spec:\n${lines.map(line => `  ${line}\n`).join('')}`;

describe('a finding on a ServiceSpec stands where the mistake is', () => {
  it.each<[string, string, string]>([
    [
      'apiVersion: ▸nthlayer.dev/v2\nkind: ServiceSpec\nmetadata: { name: shop }\n',
      'unknown-version',
      'apiVersion',
    ],
    [
      'apiVersion: nthlayer.dev/v1alpha1\nkind: ▸Service\nmetadata: { name: shop }\n',
      'unknown-kind',
      'kind',
    ],
    [
      'apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: ▸-shop }\n',
      'invalid-entity',
      'metadata.name',
    ],
    [
      'apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\n▸metadata: {}\n',
      'missing-field',
      'metadata',
    ],
    [`${HEAD}▸spec:\n`, 'empty-field', 'spec'],
    [
      `${HEAD}spec: ▸[]\n`.replace('▸[]', '[]').replace('spec:', '▸spec:'),
      'wrong-type',
      'spec',
    ],
    [spec('tier: low', '▸tier: high'), 'duplicate-key', ''],
    [spec('tier: low', 'a: ▸*nobody'), 'invalid-alias', ''],
  ])('%j: %s', async (marked, code, path) => {
    const { found, at } = await look(marked);
    expect(found).toContain(`${code} ${path} ${at}`);
  });

  it.each<[readonly string[], string, string]>([
    [['▸teir: low'], 'unknown-field', 'spec.teir'],
    [['tier: ▸lwo'], 'unknown-tier', 'spec.tier'],
    [['type: ▸apy'], 'unknown-type', 'spec.type'],
    [['owner: ▸"a b"'], 'invalid-owner', 'spec.owner'],
    [['service: ▸7'], 'invalid-service-label', 'spec.service'],
    [['dataSource: ▸"a b"'], 'unknown-data-source', 'spec.dataSource'],
    [['labels:', '  ▸__a: b'], 'invalid-label-name', 'spec.labels.__a'],
    [['labels:', '  ▸slo: b'], 'reserved-label', 'spec.labels.slo'],
    [
      ['labels:', '  a-b: x', '  ▸a_b: y'],
      'duplicate-label',
      'spec.labels.a_b',
    ],
    [['labels:', '  a: ▸7'], 'invalid-label-value', 'spec.labels.a'],
    [
      ['alerts: { disabled: [▸page] }'],
      'unknown-alert-level',
      'spec.alerts.disabled[0]',
    ],
    [
      ['alerts: { minBadEvents: ▸-1 }'],
      'invalid-min-bad-events',
      'spec.alerts.minBadEvents',
    ],
    [
      ['alerts:', '  ▸thresholds: [90, 10]'],
      'invalid-budget-thresholds',
      'spec.alerts.thresholds',
    ],
    [
      ['alerts: { burn: { page-fast: { budget: ▸0 } } }'],
      'invalid-alert-budget',
      'spec.alerts.burn["page-fast"].budget',
    ],
    [
      ['alerts: { burn: { page-fast: { window: ▸90m } } }'],
      'invalid-alert-window',
      'spec.alerts.burn["page-fast"].window',
    ],
    [
      ['alerts: { burn: { ▸page-fast: } }'],
      'empty-field',
      'spec.alerts.burn["page-fast"]',
    ],
    [
      ['alerts: { burn: { ▸page-slow: { window: 1h } } }'],
      'alert-windows-order',
      'spec.alerts.burn["page-slow"]',
    ],
    [
      ['environments: [a, ▸"b c"]'],
      'invalid-environment',
      'spec.environments[1]',
    ],
    [
      ['environments:', '  - name: a', '  - name: ▸a', '    tier: low'],
      'duplicate-environment',
      'spec.environments[1].name',
    ],
    [
      ['environments:', '  - ▸tier: low'],
      'missing-field',
      'spec.environments[0].name',
    ],
    [
      [
        'environments:',
        '  - name: a',
        '    slos: [{ name: ▸none, target: 9 }]',
      ],
      'unknown-slo',
      'spec.environments[0].slos[0].name',
    ],
    [
      [
        'environments:',
        '  - name: a',
        '    slos: [{ name: availability, ▸threshold: 1s }]',
      ],
      'slo-without-threshold',
      'spec.environments[0].slos[0].threshold',
    ],
    [
      ['environments:', '  - name: a', '    selector: { ▸service: b }'],
      'selector-of-service',
      'spec.environments[0].selector.service',
    ],
    [['slos: [▸7]'], 'wrong-type', 'spec.slos[0]'],
    [['▸slos: []'], 'no-slos', 'spec.slos'],
    [
      ['slos: [{ preset: ▸avail, target: 99 }]'],
      'unknown-preset',
      'spec.slos[0].preset',
    ],
    [
      ['slos: [▸{ preset: availability }]'],
      'missing-field',
      'spec.slos[0].target',
    ],
    [
      ['slos:', '  - preset: availability', '    target: ▸"99"'],
      'invalid-target',
      'spec.slos[0].target',
    ],
    [
      ['slos:', '  - preset: availability', '    target: ▸0.99'],
      'target-looks-like-ratio',
      'spec.slos[0].target',
    ],
    [
      ['slos: [{ preset: availability, target: 99, window: ▸1m }]'],
      'invalid-window',
      'spec.slos[0].window',
    ],
    [
      ['slos: [{ preset: availability, target: 99, slice: ▸7m }]'],
      'invalid-slice',
      'spec.slos[0].slice',
    ],
    [
      ['slos: [{ preset: availability, target: 99, ▸sliceTarget: 9 }]'],
      'missing-field',
      'spec.slos[0].sliceTarget',
    ],
    [
      ['slos: [{ preset: availability, target: 99, groupBy: [a, ▸le] }]'],
      'invalid-group-by',
      'spec.slos[0].groupBy[1]',
    ],
    [
      ['slos: [{ preset: availability, target: 99, noData: ▸bed }]'],
      'unknown-no-data',
      'spec.slos[0].noData',
    ],
    [
      ['slos: [{ preset: latency, target: 99, threshold: ▸1 }]'],
      'invalid-threshold',
      'spec.slos[0].threshold',
    ],
    [
      ['slos: [{ preset: latency, target: 99, threshold: ▸700ms }]'],
      'threshold-not-a-usual-bound',
      'spec.slos[0].threshold',
    ],
    [
      [
        'slos: [{ preset: latency, target: 99, threshold: 1s, histogram: ▸old }]',
      ],
      'unknown-histogram',
      'spec.slos[0].histogram',
    ],
    [
      [
        'slos:',
        '  - { preset: availability, target: 99 }',
        '  - ▸{ preset: availability, target: 9 }',
      ],
      'duplicate-slo-name',
      'spec.slos[1]',
    ],
    [
      [
        'type: batch',
        'slos: [▸{ preset: latency, target: 99, threshold: 1s }]',
      ],
      'preset-without-signal',
      'spec.slos[0]',
    ],
    [
      ['slos: [{ preset: probe, target: 99, metric: ▸"a b" }]'],
      'invalid-metric',
      'spec.slos[0].metric',
    ],
    [
      [
        'slos: [{ preset: threshold, target: 99, query: ▸7, op: lt, value: 1 }]',
      ],
      'invalid-query',
      'spec.slos[0].query',
    ],
    [
      [
        'slos: [{ preset: threshold, target: 99, query: ▸"max()", op: lt, value: 1 }]',
      ],
      'invalid-promql',
      'spec.slos[0].query',
    ],
    [
      [
        'slos: [{ preset: threshold, target: 99, query: a, op: ▸"<", value: 1 }]',
      ],
      'unknown-op',
      'spec.slos[0].op',
    ],
    [
      [
        'slos: [{ preset: threshold, target: 99, query: a, op: lt, value: ▸"1" }]',
      ],
      'invalid-value',
      'spec.slos[0].value',
    ],
    [
      ['slos: [▸{ preset: expression, target: 99, good: a }]'],
      'incomplete-sli',
      'spec.slos[0]',
    ],
    [
      ['slos: [{ preset: expression, target: 99, ratio: ▸a }]'],
      'approximate-sli',
      'spec.slos[0].ratio',
    ],
    [
      [
        'slos: [{ preset: expression, target: 99, bad: ▸"sum(rate(a[5m]))", total: "sum(rate(b[5m]))" }]',
      ],
      'selector-without-service',
      'spec.slos[0].bad',
    ],
    [
      [
        'slos: [{ preset: expression, target: 99, bad: a, total: b, ▸of: bad }]',
      ],
      'field-without-effect',
      'spec.slos[0].of',
    ],
    [
      [
        'slos: [{ preset: composite, target: 99, formula: ▸mean, members: [a, b] }]',
      ],
      'unknown-formula',
      'spec.slos[0].formula',
    ],
    [
      [
        'slos: [{ preset: probe, target: 9 }, { preset: composite, target: 99, formula: worst, members: [probe, ▸none] }]',
      ],
      'unknown-slo',
      'spec.slos[1].members[1]',
    ],
    [
      [
        'slos: [{ preset: probe, target: 9 }, { preset: composite, target: 99, formula: weighted, members: [probe, { slo: probe, weight: ▸0 }] }]',
      ],
      'invalid-weight',
      'spec.slos[1].members[1].weight',
    ],
    [
      ['slos:', '  - preset: availability', '    target: ▸40'],
      'alert-unreachable',
      'spec.slos[0].target',
    ],
    [
      [
        'slos:',
        '  - preset: availability',
        '    target: 99',
        '    window: ▸1h',
      ],
      'alert-window-too-long',
      'spec.slos[0].window',
    ],
    [['dependencies: [▸{}]'], 'missing-field', 'spec.dependencies[0]'],
    [
      ['dependencies: [{ ref: ▸"a b" }]'],
      'invalid-ref',
      'spec.dependencies[0].ref',
    ],
    [
      ['dependencies: [{ name: a, technology: ▸Redis }]'],
      'invalid-technology',
      'spec.dependencies[0].technology',
    ],
    [
      ['dependencies: [{ name: a, technology: ▸reddis }]'],
      'unknown-technology',
      'spec.dependencies[0].technology',
    ],
    [
      ['dependencies: [{ name: a }, ▸{ name: a }]'],
      'duplicate-dependency',
      'spec.dependencies[1]',
    ],
    [
      ['dependencies: [{ name: a, selector: { ▸a-b: c } }]'],
      'invalid-label-name',
      'spec.dependencies[0].selector["a-b"]',
    ],
    [
      ['exclusions: [▸{ name: a, reason: b, start: "2027-03-06T22:00:00Z" }]'],
      'missing-field',
      'spec.exclusions[0].end',
    ],
    [
      ['exclusions: [{ name: a, reason: b, start: ▸tomorrow, duration: 1h }]'],
      'invalid-time',
      'spec.exclusions[0].start',
    ],
    [
      [
        'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", duration: ▸1y }]',
      ],
      'invalid-duration',
      'spec.exclusions[0].duration',
    ],
    [
      [
        'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", end: ▸"2027-03-05T22:00:00Z" }]',
      ],
      'exclusion-ends-before-start',
      'spec.exclusions[0].end',
    ],
    [
      [
        'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", duration: 1h, rrule: ▸FREQ=OFTEN }]',
      ],
      'exclusion-rule-invalid',
      'spec.exclusions[0].rrule',
    ],
    [
      [
        'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", duration: 1h, rrule: ▸FREQ=HOURLY }]',
      ],
      'exclusion-rule-too-often',
      'spec.exclusions[0].rrule',
    ],
    [
      [
        'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00", duration: 1h, timeZone: ▸Mars/Olympus }]',
      ],
      'unknown-time-zone',
      'spec.exclusions[0].timeZone',
    ],
    [
      [
        'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", end: "2027-03-06T23:00:00Z", ▸duration: 1h }]',
      ],
      'two-ends',
      'spec.exclusions[0].duration',
    ],
    [
      [
        'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", duration: 1h, slos: [▸none] }]',
      ],
      'unknown-slo',
      'spec.exclusions[0].slos[0]',
    ],
    [['▸paging: { urgency: low }'], 'no-effect-yet', 'spec.paging'],
    [['paging: { urgency: ▸loud }'], 'unknown-urgency', 'spec.paging.urgency'],
    [['gate: { warnBelow: ▸-1 }'], 'invalid-share', 'spec.gate.warnBelow'],
    [
      ['gate: { warnBelow: 10, blockBelow: ▸20 }'],
      'gate-order',
      'spec.gate.blockBelow',
    ],
    [['gate: { onUnknown: ▸no }'], 'unknown-verdict', 'spec.gate.onUnknown'],
    [['runbook: { url: ▸a }'], 'invalid-url', 'spec.runbook.url'],
  ])('%j: %s', async (lines, code, path) => {
    const { found, at } = await look(spec(...lines));
    expect(found).toContain(`${code} ${path} ${at}`);
  });
});

const metric = (query: string) =>
  `{ metricSource: { type: Prometheus, spec: { query: '${query}' } } }`;
const bad = metric('sum(rate(bad_total{service="shop"}[5m]))');
const all = metric('sum(rate(all_total{service="shop"}[5m]))');

/** An SLO of one block; what is given goes before what is usual. */
function slo(
  fields: Readonly<Record<string, string>>,
  metadata = '{ name: orders }',
) {
  const usual = {
    service: 'shop',
    indicator: `{ metadata: { name: orders }, spec: { ratioMetric: { counter: true, bad: ${bad}, total: ${all} } } }`,
    timeWindow: '[{ duration: 28d, isRolling: true }]',
    budgetingMethod: 'Occurrences',
    objectives: '[{ target: 0.99 }]',
  };
  const lines = Object.entries({ ...usual, ...fields })
    .filter(([, value]) => value !== 'none')
    .map(
      ([name, value]) =>
        `  ${
          value.startsWith('▸▸')
            ? `▸${name}: ${value.slice(2)}`
            : `${name}: ${value}`
        }\n`,
    );
  return `apiVersion: openslo/v1\nkind: SLO\nmetadata: ${metadata}\nspec:\n${lines.join(
    '',
  )}`;
}

const gauge = `{ metadata: { name: lag }, spec: { thresholdMetric: ${metric(
  'max(lag{service="shop"})',
)} } }`;
const object = (kind: string, name: string, body: string) =>
  `---\napiVersion: openslo/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${body}\n`;
const condition = (fields: string, severity = 'page') =>
  `{ severity: ${severity}, condition: { kind: burnrate, ${fields} } }`;
const policy = (name: string, inner: string, more = '') =>
  `{ kind: AlertPolicy, metadata: { name: ${name} }, spec: { alertWhenBreaching: true, ${more}conditions: [{ kind: AlertCondition, metadata: { name: c }, spec: ${inner} }], notificationTargets: [{ kind: AlertNotificationTarget, metadata: { name: t }, spec: { target: x } }] } }`;
const fast = condition('op: gt, threshold: 10, lookbackWindow: 1h');

describe('a finding on OpenSLO stands where the mistake is', () => {
  it.each<[string, string, string]>([
    ['apiVersion: ▸openslo/v9\nkind: SLO\n', 'unknown-version', 'apiVersion'],
    ['apiVersion: openslo/v1\nkind: ▸SLOs\n', 'unknown-kind', 'kind'],
    ['apiVersion: openslo/v1\n▸kind:\n', 'missing-field', 'kind'],
    [slo({}, '{ name: ▸Orders }'), 'invalid-name', 'metadata.name'],
    [
      slo({}, '▸{ displayName: a }')
        .replace('▸', '')
        .replace('metadata', '▸metadata'),
      'missing-field',
      'metadata.name',
    ],
    [
      slo({}, '{ name: orders, labels: { ▸"a b": c } }'),
      'invalid-key',
      'metadata.labels["a b"]',
    ],
    [
      slo({}, '{ name: orders, annotations: { ▸openslo.com/a: c } }'),
      'reserved-key',
      'metadata.annotations["openslo.com/a"]',
    ],
    [
      slo({}, '{ name: orders, displayName: ▸"a\\u202eb" }'),
      'invalid-text',
      'metadata.displayName',
    ],
    [slo({ service: '▸"a b"' }), 'invalid-entity', 'spec.service'],
    [
      slo({ service: 'none' }).replace('spec:', '▸spec:'),
      'missing-field',
      'spec.service',
    ],
    [
      slo({ indicator: 'none' }).replace('spec:', '▸spec:'),
      'missing-field',
      'spec',
    ],
    [
      slo({ indicator: 'none', indicatorRef: '▸ordrs' }),
      'openslo-unknown-reference',
      'spec.indicatorRef',
    ],
    [
      slo({ indicatorRef: '▸▸orders' }),
      'openslo-two-indicators',
      'spec.indicatorRef',
    ],
    [
      slo({ timeWindow: '[{ duration: ▸28x, isRolling: true }]' }),
      'invalid-window',
      'spec.timeWindow[0].duration',
    ],
    [
      slo({ timeWindow: '[{ duration: ▸5m, isRolling: true }]' }),
      'invalid-window',
      'spec.timeWindow[0].duration',
    ],
    [
      slo({ timeWindow: '[▸{ duration: 28d }]' }),
      'openslo-rolling-assumed',
      'spec.timeWindow[0].isRolling',
    ],
    [
      slo({ timeWindow: '[{ duration: ▸1M, isRolling: true }]' }),
      'openslo-nominal-window',
      'spec.timeWindow[0].duration',
    ],
    [
      slo({ timeWindow: '[{ duration: 28d, isRolling: true }, ▸{}]' }),
      'openslo-several-windows',
      'spec.timeWindow[1]',
    ],
    [
      slo({
        timeWindow:
          '[{ duration: 1M, isRolling: false, calendar: { startTime: ▸"2026-02-30 00:00:00", timeZone: UTC } }]',
      }),
      'invalid-start-time',
      'spec.timeWindow[0].calendar.startTime',
    ],
    [
      slo({
        timeWindow:
          '[{ duration: 1M, isRolling: false, calendar: { startTime: "2026-01-01 00:00:00", timeZone: ▸Mars } }]',
      }),
      'invalid-time-zone',
      'spec.timeWindow[0].calendar.timeZone',
    ],
    [
      slo({ budgetingMethod: '▸Slices' }),
      'unknown-budgeting-method',
      'spec.budgetingMethod',
    ],
    [
      slo({ objectives: '[{ target: ▸1 }]' }),
      'invalid-target',
      'spec.objectives[0].target',
    ],
    [
      slo({ objectives: '[{ target: ▸"0.99" }]' }),
      'invalid-target',
      'spec.objectives[0].target',
    ],
    [
      slo({ objectives: '[{ target: ▸.nan }]' }),
      'invalid-target',
      'spec.objectives[0].target',
    ],
    [
      slo({ objectives: '[{ target: 0.9, ▸targetPercent: 90 }]' }),
      'openslo-one-target',
      'spec.objectives[0].targetPercent',
    ],
    [
      slo({ objectives: '[{ target: 0.9, ▸op: lt }]' }),
      'openslo-field-ignored',
      'spec.objectives[0].op',
    ],
    [
      slo({ objectives: '[{ target: 0.9, ▸tgt: lt }]' }),
      'unknown-field',
      'spec.objectives[0].tgt',
    ],
    [
      slo({ objectives: '[{ target: 0.9 }, ▸{}]' }),
      'openslo-one-target',
      'spec.objectives[1]',
    ],
    [
      slo({
        budgetingMethod: 'Timeslices',
        objectives: '[▸{ target: 0.9, timeSliceWindow: 1m }]',
      }),
      'missing-field',
      'spec.objectives[0].timeSliceTarget',
    ],
    [
      slo({
        budgetingMethod: 'Timeslices',
        objectives:
          '[{ target: 0.9, timeSliceTarget: 0.9, timeSliceWindow: ▸7m }]',
      }),
      'openslo-slice-length',
      'spec.objectives[0].timeSliceWindow',
    ],
    [
      slo({
        indicator: gauge,
        objectives: '[{ target: 0.9, op: ▸eq, value: 3 }]',
      }),
      'unknown-operator',
      'spec.objectives[0].op',
    ],
    [
      slo({
        indicator: gauge,
        objectives: '[{ target: 0.9, op: lt, value: ▸"3" }]',
      }),
      'wrong-type',
      'spec.objectives[0].value',
    ],
    [
      slo({ indicator: gauge, objectives: '[▸{ target: 0.9, op: lt }]' }),
      'missing-field',
      'spec.objectives[0].value',
    ],
    [
      slo({
        indicator: `{ metadata: { name: a }, spec: { ratioMetric: { counter: true, bad: ${bad}, ▸good: ${bad}, total: ${all} } } }`,
      }).replace(/bad: (.*), ▸good: (.*), total/, 'good: $2, ▸bad: $1, total'),
      'openslo-good-and-bad',
      'spec.indicator.spec.ratioMetric.bad',
    ],
    [
      slo({
        indicator: `{ metadata: { name: a }, spec: { ratioMetric: { counter: true, bad: ${metric(
          'sum(rate(bad_total{service="shop"}))',
        ).replace("'", "▸'")}, total: ${all} } } }`,
      }),
      'wrong-argument-type',
      'spec.indicator.spec.ratioMetric.bad.metricSource.spec.query',
    ],
    [
      slo({
        indicator: `{ metadata: { name: a }, spec: { ratioMetric: { counter: true, bad: ${bad}, total: { metricSource: { type: ▸Datadog, spec: { query: a } } } } } }`,
      }),
      'openslo-not-supported',
      'spec.indicator.spec.ratioMetric.total.metricSource.type',
    ],
    [
      slo({ alertPolicies: '[{ alertPolicyRef: ▸nobody }]' }),
      'openslo-unknown-reference',
      'spec.alertPolicies[0].alertPolicyRef',
    ],
    [
      slo({
        alertPolicies: `[${policy(
          'p',
          condition('op: gt, threshold: 10, lookbackWindow: ▸1z'),
        )}]`,
      }),
      'invalid-duration',
      'spec.alertPolicies[0].spec.conditions[0].spec.condition.lookbackWindow',
    ],
    [
      slo({
        alertPolicies: `[${policy(
          'p',
          condition('op: ▸lt, threshold: 10, lookbackWindow: 1h'),
        )}]`,
      }),
      'openslo-fires-when-healthy',
      'spec.alertPolicies[0].spec.conditions[0].spec.condition.op',
    ],
    [
      slo({
        alertPolicies: `[${policy(
          'p',
          condition('op: gte, threshold: ▸0, lookbackWindow: 1h'),
        )}]`,
      }),
      'openslo-always-fires',
      'spec.alertPolicies[0].spec.conditions[0].spec.condition.threshold',
    ],
    [
      slo({
        alertPolicies: `[${policy(
          'p',
          condition('op: gt, threshold: 10, lookbackWindow: 1h', '▸urgentish'),
        )}]`,
      }),
      'openslo-unknown-severity',
      'spec.alertPolicies[0].spec.conditions[0].spec.severity',
    ],
    [
      slo({
        alertPolicies: `[${policy('a', fast)}, ${policy('b', fast)}, ▸${policy(
          'c',
          fast,
        )}]`,
      }),
      'alert-policy-without-level',
      'spec.alertPolicies[2]',
    ],
    [
      slo({
        alertPolicies: `[${policy('a', fast)}, ▸${policy(
          'b',
          condition('op: gt, threshold: 500, lookbackWindow: 1h'),
        )}]`,
      }),
      'alert-unreachable',
      'spec.alertPolicies[1]',
    ],
    [
      slo({
        alertPolicies: `[▸${policy(
          'b',
          condition('op: gt, threshold: 5, lookbackWindow: 5w'),
        )}]`,
      }),
      'alert-window-too-long',
      'spec.alertPolicies[0]',
    ],
    [
      slo({
        alertPolicies: `[${policy('p', fast, 'alertWhenResolved: ▸true, ')}]`,
      }),
      'openslo-alert-when-resolved',
      'spec.alertPolicies[0].spec.alertWhenResolved',
    ],
    [
      slo({}) +
        object(
          'AlertCondition',
          'c',
          condition('op: ▸over, threshold: 1, lookbackWindow: 1h'),
        ),
      'unknown-operator',
      'spec.condition.op',
    ],
    [
      slo({}) +
        object('DataSource', 'd', '{ ▸typ: a, connectionDetails: { a: b } }'),
      'unknown-field',
      'spec.typ',
    ],
    [
      slo({}) +
        object(
          'SLI',
          's',
          `{ ratioMetric: { counter: true, bad: ${metric(')').replace(
            "'",
            "▸'",
          )}, total: ${all} } }`,
        ),
      'invalid-promql',
      'spec.ratioMetric.bad.metricSource.spec.query',
    ],
    [
      slo({}) + object('Service', 's', '{}') + object('Service', '▸s', '{}'),
      'duplicate-name',
      'metadata.name',
    ],
    [
      slo({}) + object('AlertNotificationTarget', 't', '{ target: ▸7 }'),
      'invalid-text',
      'spec.target',
    ],
  ])('%#: %s', async (marked, code, path) => {
    const { found, at } = await look(marked);
    expect(found).toContain(`${code} ${path} ${at}`);
  });
});

it('a finding on two files of one service stands where the second names it', async () => {
  const [first, second] = ['first', 'second'].map(name => ({
    path: `${name}.yaml`,
    text: slo({}, `{ name: ${name} }`),
  }));
  const { diagnostics } = await checkFiles([first, second], {
    context,
    settings,
    most: 10,
  });
  expect(diagnostics).toMatchObject([
    {
      code: 'service-described-twice',
      path: 'spec.service',
      position: { file: 'second.yaml', line: 5, column: 12 },
      detail: 'Put them into one file, or keep one of the two.',
    },
  ]);
});

const ODD: readonly unknown[] = [
  null,
  '',
  'x y',
  -1,
  true,
  [],
  [null],
  {},
  { a: 'b' },
];

/** A file with each of its values once made something odd, and each of its objects given a field that is not known. */
function* changesOf(text: string): Generator<string> {
  const documents = parseAllDocuments(text).map(each => each.toJS() as unknown);
  for (const at of placesIn(documents).keys()) {
    const copy = structuredClone(documents);
    const [holder, key] = placesIn(copy)[at];
    if (at % 4 === 0 && !Array.isArray(holder)) {
      holder.nmae = 'a';
    } else {
      holder[key] = ODD[at % ODD.length];
    }
    yield copy.map(each => stringify(each)).join('---\n');
  }
}

const WHOLE = [
  spec(
    'tier: low',
    'labels: { a: b }',
    'alerts: { minBadEvents: 1, disabled: [page-slow], thresholds: [50], burn: { page-fast: { budget: 2, window: 2h } } }',
    'environments: [production, { name: a, tier: low, service: b, selector: { c: d }, slos: [{ name: availability, target: 9 }] }]',
    'slos: [{ preset: availability, target: 99, groupBy: [route], window: 4w, slice: 5m, sliceTarget: 95 }, { preset: latency, target: 9, threshold: 1s }, { preset: threshold, target: 99, query: max(a), op: lt, value: 1 }, { preset: composite, target: 9, formula: weighted, members: [threshold, { slo: latency, weight: 2 }] }]',
    'dependencies: [{ ref: "resource:default/db", technology: redis, selector: { cluster: a } }]',
    'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00", duration: 2h, rrule: FREQ=DAILY, timeZone: Europe/Berlin }]',
    'gate: { warnBelow: 20, onUnknown: warn }',
  ),
  `${
    slo({
      indicator: 'none',
      indicatorRef: 'taken',
      budgetingMethod: 'Timeslices',
      objectives:
        '[{ target: 0.9, timeSliceTarget: 0.9, timeSliceWindow: 5m }]',
      alertPolicies: `[{ alertPolicyRef: page }, ${policy('p', fast)}]`,
    }) +
    object(
      'SLI',
      'taken',
      `{ ratioMetric: { counter: true, bad: ${bad}, total: ${all} } }`,
    ) +
    object(
      'AlertPolicy',
      'page',
      '{ alertWhenBreaching: true, conditions: [{ conditionRef: c }], notificationTargets: [{ targetRef: t }] }',
    ) +
    object('AlertCondition', 'c', fast) +
    object('AlertNotificationTarget', 't', '{ target: x }')
  }---\n${slo(
    {
      indicator: 'none',
      objectives: `[{ displayName: a, target: 0.9, indicatorRef: taken, compositeWeight: 2 }, { displayName: b, targetPercent: 90, op: lt, value: 3, indicator: ${gauge} }]`,
    },
    '{ name: both }',
  )}`,
];

/** What is wrong with where a finding stands: its path leads somewhere, and there its position is, too. */
function misplaced(
  { path, position, code }: Diagnostic,
  text: string,
): string | undefined {
  const { documents } = readDocuments({ path: 'a.yaml', text });
  const steps = parsePath(path);
  if (position === undefined || steps === undefined) {
    return `${code} ${path}`;
  }
  const places = documents.flatMap(({ locate }) =>
    (['key', 'value'] as const).map(part =>
      JSON.stringify(locate(steps, part)),
    ),
  );
  const isThere =
    path === '' ||
    path === 'assets' ||
    places.includes(JSON.stringify(position));
  return isThere
    ? undefined
    : `${code} ${path} ${position.line}:${position.column}`;
}

it.each(WHOLE)(
  'whatever is changed in %s, findings stand where their paths lead',
  async whole => {
    const codes = new Set<string>();
    for (const text of changesOf(whole)) {
      const found = await findingsOn(text);
      found.forEach(({ code }) => codes.add(code));
      expect(found.map(each => misplaced(each, text)).filter(Boolean)).toEqual(
        [],
      );
    }
    expect(codes.size).toBeGreaterThan(20);
  },
);
