import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import {
  defaultGenerationSettings,
  specContextOf,
} from '../generationSettings';
import { readSpecFile } from '../readSpecFile';
import { serviceSpecJsonSchema } from './serviceSpecJsonSchema';

const valid = new Ajv({ strict: false }).compile(serviceSpecJsonSchema);
const context = specContextOf(defaultGenerationSettings);
const EXAMPLES = join(__dirname, '../../../../../examples');

/** Whether the schema takes every ServiceSpec of a text. */
function isValid(text: string): boolean {
  return parseAllDocuments(text)
    .map(document => document.toJS())
    .filter(({ kind }) => kind === 'ServiceSpec')
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

it.each([
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
  'slos: [{ preset: probe, target: 99, noData: bad, slice: 5m, sliceTarget: 95 }]',
  'paging: { service: P1, escalationPolicy: P2, urgency: low }',
  'gate: { warnBelow: 20, blockBelow: 10, onUnknown: warn }',
  'runbook: { url: "https://a.example/b", contact: c }',
])('schema and reader take %s', line => {
  expect([isValid(specWith(line)), errorsIn(specWith(line))]).toEqual([
    true,
    [],
  ]);
});

it.each([
  'tier: lwo',
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
  'exclusions: [{ name: a, reason: b, start: tomorrow, duration: 2h }]',
  'exclusions: [{ name: a, reason: b, start: "2027-03-06T22:00:00Z", duration: 2 }]',
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
