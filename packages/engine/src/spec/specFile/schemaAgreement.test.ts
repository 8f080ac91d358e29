import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { Holder, placesIn } from '../__testUtils__/placesIn';
import {
  defaultGenerationSettings,
  specContextOf,
} from '../generationSettings';
import { readSpecFile } from '../readSpecFile';
import { specFileJsonSchema } from '../specFileJsonSchema';
import {
  ALERT_WINDOW_PATTERN,
  parseAlertWindow,
  parseSlice,
  parseThreshold,
  parseWindow,
  SLICE_PATTERN,
  THRESHOLD_PATTERN,
  WINDOW_PATTERN,
} from './units';

const valid = new Ajv({ strict: false }).compile(specFileJsonSchema);
const context = specContextOf(defaultGenerationSettings);
const EXAMPLES = join(__dirname, '../../../../../examples');

/** Whether the schema takes every document of a text, as editors ask it. */
function isValid(text: string): boolean {
  return parseAllDocuments(text)
    .map(document => document.toJS())
    .every(document => valid(document));
}

/** Codes of the errors that the reader finds. */
function errorsIn(text: string): readonly string[] {
  return readSpecFile({ path: 'nthlayer.yaml', text }, context)
    .flatMap(({ result }) => result.diagnostics)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}

function specWith(line: string): string {
  return `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: shop }\nspec: { ${line} }\n`;
}

const examples = readdirSync(EXAMPLES)
  .map(name => join(EXAMPLES, name, 'nthlayer.yaml'))
  .filter(existsSync);

it('schema and reader take every example', () => {
  expect(examples.length).toBeGreaterThan(2);
  for (const file of examples) {
    const text = readFileSync(file, 'utf8');
    expect([file, isValid(text), errorsIn(text)]).toEqual([file, true, []]);
  }
});

const ACCEPTED = [
  'tier: low',
  'labels: { team-cost: "42" }',
  'alerts: { minBadEvents: 0, disabled: [], thresholds: [] }',
  'alerts: { burn: { page-fast: { budget: 2.5, window: 3d } } }',
  'environments: [production, { name: staging, tier: medium }]',
  'environments: [{ name: a, service: b, dataSource: c, selector: { d: e } }]',
  'environments: [{ name: a, slos: [{ name: latency, target: 9, threshold: 1s }] }]',
  'slos: [{ preset: availability, target: 99, groupBy: [route], window: 4w }]',
  'slos: [{ preset: latency, target: 99, threshold: 1s, histogram: native }]',
  'slos: [{ preset: errors-and-latency, target: 99, threshold: 1s }]',
  'slos: [{ preset: probe, target: 99, metric: probe_success, selector: { a: b } }]',
  'slos: [{ preset: threshold, target: 99, query: "max(a{service=\\"shop\\"})", op: lt, value: -1.5 }]',
  'slos: [{ preset: expression, target: 99, ratio: "a{service=\\"shop\\"}", of: bad }]',
  'slos: [{ preset: probe, target: 99 }, { preset: latency, target: 9, threshold: 1s }, { preset: composite, target: 99, formula: worst, members: [probe, { slo: latency, weight: 2 }] }]',
  'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", duration: 2h, slos: [latency] }]',
  'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00", duration: 2h, timeZone: Etc/GMT+1 }]',
  'slos: [{ preset: probe, target: 99, noData: bad, slice: 5m, sliceTarget: 95 }]',
  'slos: [{ preset: expression, target: 99, bad: "a_total{service=\\"shop\\"}", total: "b_total{service=\\"shop\\"}" }]',
  'slos: [{ preset: availability, target: 99, slice: 720m, window: 8784h }]',
  'paging: { service: P1, escalationPolicy: P2, urgency: low }',
  'gate: { warnBelow: 20, blockBelow: 10, onUnknown: warn }',
  'runbook: { url: "https://a.example/b", contact: c }',
  'environments: [{ name: a, alerts: { disabled: [page-slow] }, paging: { urgency: low }, gate: { warnBelow: 20 } }]',
  'dependencies: [{ ref: "resource:default/db", technology: redis, selector: { cluster: a } }]',
  'owner: group:default/shop',
  'type: api',
];

it.each(ACCEPTED)('schema and reader take %s', line => {
  expect([isValid(specWith(line)), errorsIn(specWith(line))]).toEqual([
    true,
    [],
  ]);
});

it.each([
  'tier: lwo',
  'labels: { __a: x }',
  'labels: { alert-name: x, alertname: x }',
  'labels: { "a b": x }',
  'slos: [{ preset: expression, target: 99, good: "a_total" }]',
  'slos: [{ preset: expression, target: 99, good: "a_total", bad: "b_total", total: "c_total" }]',
  'slos: [{ preset: expression, target: 99, ratio: "a", good: "b_total" }]',
  'slos: [{ preset: expression, target: 99 }]',
  'slos: [{ preset: availability, target: 99, groupBy: [service] }]',
  'slos: [{ preset: availability, target: 99, groupBy: [le] }]',
  'slos: [{ preset: availability, target: 99, slice: 7m }]',
  'slos: [{ preset: availability, target: 99, window: 59m }]',
  'slos: [{ preset: availability, target: 99, window: 367d }]',
  'slos: [{ preset: latency, target: 99, threshold: 0.0ms }]',
  'alerts: { burn: { page-fast: { window: 4d } } }',
  'dependencies: [{ name: a, selector: { bad-label: x } }]',
  'teir: low',
  'labels: { a: 1 }',
  'service: " "',
  'environments: []',
  'environments: ["a b"]',
  'environments: [{ tier: low }]',
  'environments: [{ name: a, teir: low }]',
  'environments: [{ name: a, slos: [{ target: 9 }] }]',
  'alerts: { disabled: [page] }',
  'alerts: { burn: { page: {} } }',
  'alerts: { burn: { page-fast: { budget: 101 } } }',
  'alerts: { burn: { page-fast: { window: 90m } } }',
  'alerts: { thresholds: [9] }',
  'alerts: { minBadEvents: -1 }',
  'slos: [{ preset: availability }]',
  'slos: [{ preset: latency, target: 99 }]',
  'slos: [{ preset: availability, target: 100 }]',
  'slos: [{ preset: availability, target: "99" }]',
  'slos: [{ preset: availability, target: 99, groupBy: [a-b] }]',
  'slos: [{ preset: errors-and-latency, target: 99 }]',
  'slos: [{ preset: errors-and-latency, target: 99, threshold: 1s, histogram: native }]',
  'slos: [{ preset: latency, target: 99, threshold: 1s, histogram: exponential }]',
  'slos: [{ preset: probe, target: 99, metric: "up{}" }]',
  'slos: [{ preset: threshold, target: 99, query: up, op: "<", value: 1 }]',
  'slos: [{ preset: threshold, target: 99, op: lt, value: 1 }]',
  'slos: [{ preset: expression, target: 99, total: 7 }]',
  'slos: [{ preset: composite, target: 99, formula: mean, members: [a, b] }]',
  'slos: [{ preset: composite, target: 99, formula: worst, members: [a] }]',
  'slos: [{ preset: composite, target: 99, formula: worst, members: [{ slo: a, weight: 0 }, b] }]',
  'dependencies: [{ name: a, technology: Redis }]',
  'exclusions: [{ reason: b, start: "2027-03-06T22:00:00Z", duration: 2h }]',
  'exclusions: [{ name: a, reason: " ", start: "2027-03-06T22:00:00Z", duration: 2h }]',
  'exclusions: [{ name: a, reason: b, start: tomorrow, duration: 2h }]',
  'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", duration: 2 }]',
  'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00", duration: 2h, timeZone: "+01:00" }]',
  'exclusions: [{ name: a, reason: b, start: "2027-03-06T24:00:00", duration: 2h }]',
  'slos: [{ preset: probe, target: 99, noData: worse }]',
  'paging: { urgency: loud }',
  'gate: { warnBelow: -1 }',
  'runbook: { url: "ftp://a" }',
  'dependencies: [{}]',
  'dependencies: [{ technology: redis }]',
  'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z" }]',
  'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", end: "2027-03-06T23:00:00Z", duration: 2h }]',
  'slos: [{ preset: availability, target: 99, sliceTarget: 95 }]',
  'slos: [{ preset: threshold, target: 99, query: "a\\u202eb", op: lt, value: 1 }]',
])('schema and reader refuse %s', line => {
  expect(isValid(specWith(line))).toBe(false);
  expect(errorsIn(specWith(line))).not.toEqual([]);
});

it.each([
  'spec:',
  'spec: { service: , labels: , alerts: , dataSource: ~ }',
  'spec: { paging: , gate: , runbook: null }',
  'spec: { alerts: { burn: } }',
  'spec: { alerts: { burn: { page-fast: } } }',
  'spec: { environments: [{ name: a, selector: , alerts: }] }',
  'spec: { dependencies: [{ name: a, selector: }] }',
  'spec: { slos: [{ preset: probe, target: 99, selector: , alerts: }] }',
])('schema and reader take what has no value: %s', line => {
  const text = specWith('').replace(/spec: .*/, line);
  expect(isValid(text)).toBe(true);
  const { diagnostics } = readSpecFile(
    { path: 'nthlayer.yaml', text },
    context,
  )[0].result;
  expect(
    diagnostics
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, severity }) => `${severity} ${code}`),
  ).toEqual(
    line.match(/: *(?:~|null|(?=[,}])|$)/g)?.map(() => 'warning empty-field'),
  );
});

/** What no schema can say: days that there are not, names that mean nothing, and what several values are together. */
const BEYOND = [
  'alert-windows-order',
  'composite-of-composite',
  'duplicate-member',
  'exclusion-ends-before-start',
  'exclusion-rule-invalid',
  'exclusion-time-invalid',
  'exclusion-too-long',
  'invalid-promql',
  'invalid-ref',
  'invalid-slice',
  'invalid-time',
  'no-slos',
  'preset-without-signal',
  'unknown-slo',
  'unknown-time-zone',
];

const ODD: readonly unknown[] = [
  ...[null, '', 'a', '1h', '\u202e', -1, 1.5, 100, true],
  ...[[], [null], ['a'], {}, { a: 'b' }],
];

/** Ways to change a member: each odd value in its place, nothing, and a neighbour that is not known. */
const CHANGES: readonly ((holder: Holder, key: string | number) => void)[] = [
  ...ODD.map(odd => (holder: Holder, key: string | number) => {
    holder[key] = odd;
  }),
  (holder, key) =>
    Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key],
  holder => {
    holder.nmae = 'a';
  },
];

/** Where schema and reader disagree on a document of which one member is changed. */
function disagreements(
  document: unknown,
  partOf: (document: unknown) => unknown,
): readonly unknown[] {
  return placesIn(partOf(document)).flatMap((_place, at) =>
    CHANGES.flatMap(change => {
      const copy = structuredClone(document);
      change(...placesIn(partOf(copy))[at]);
      const text = JSON.stringify(copy);
      const errors = errorsIn(text);
      const isBeyond =
        errors.length > 0 && errors.every(code => BEYOND.includes(code));
      return isBeyond || valid(copy) === (errors.length === 0)
        ? []
        : [{ text, errors, schema: valid.errors?.[0] }];
    }),
  );
}

it('schema and reader agree on whatever is changed in a document', () => {
  expect(disagreements(parse(specWith('tier: low')), whole => whole)).toEqual(
    [],
  );
});

it.each(ACCEPTED)(
  'schema and reader agree on whatever is changed in %s',
  line => {
    const specOf = (document: unknown) => (document as Holder).spec;
    const document = parse(specWith(line)) as unknown;
    expect(placesIn(specOf(document))).not.toEqual([]);
    expect(disagreements(document, specOf)).toEqual([]);
  },
);

it.each(['a b', '-a', 'a.', ''])(
  'schema and reader refuse the name %j',
  name => {
    const text = specWith('tier: low').replace(
      'name: shop',
      `name: ${JSON.stringify(name)}`,
    );
    expect(isValid(text)).toBe(false);
    expect(errorsIn(text)).not.toEqual([]);
  },
);

it('schema and reader refuse a spec without kind', () => {
  const text = specWith('tier: low').replace('kind: ServiceSpec\n', '');
  expect(valid(parse(text))).toBe(false);
  expect(errorsIn(text)).toEqual(['missing-field']);
});

it.each([
  ['windows', WINDOW_PATTERN, parseWindow],
  ['windows of alerts', ALERT_WINDOW_PATTERN, parseAlertWindow],
  ['slices', SLICE_PATTERN, parseSlice],
  ['thresholds', THRESHOLD_PATTERN, parseThreshold],
])('the pattern of %s says what their reader takes', (_, pattern, read) => {
  const counts = [
    ...Array.from({ length: 9000 }, (_count, at) => at),
    ...[59_999, 99_999, 100_000, 499_999, 519_999, 520_000, 526_999],
    ...[527_000, 527_039, 527_040, 527_041, 528_000, 530_000, 600_000],
  ];
  const texts = ['ms', 's', 'm', 'h', 'd', 'w']
    .flatMap(unit => counts.map(count => `${count}${unit}`))
    .concat('0.000s', '0.001s', '1.5m');
  expect(
    texts.filter(text => pattern.test(text) !== (read(text) !== undefined)),
  ).toEqual([]);
});

it('the schema takes a list of OpenSLO objects, and looks into it', () => {
  const service = { apiVersion: 'openslo/v1', kind: 'Service' };
  const named = { ...service, metadata: { name: 'shop' }, spec: {} };
  expect(valid([named, named])).toBe(true);
  expect(valid([named, { ...named, metadata: {} }])).toBe(false);
});
