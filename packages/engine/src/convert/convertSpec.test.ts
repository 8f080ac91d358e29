import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { readSpecFile } from '../spec/readSpecFile';
import {
  defaultGenerationSettings,
  readServiceSpec,
  specContextOf,
} from '../spec';
import { parseOpenSlo } from '../openslo';
import { generateStack } from '../generateStack';
import { builtInGenerators } from '../generators';
import { convertSpec, SpecConversion } from './convertSpec';

const context = specContextOf(defaultGenerationSettings);
const FORMATS = join(__dirname, '../../../../tests/formats');
const textOf = (name: string) =>
  readFileSync(join(FORMATS, `${name}.yaml`), 'utf8');

const convert = (text: string, to: SpecConversion) =>
  convertSpec({ path: 'a.yaml', text }, to, context);

/** What a Component is with a text as its spec file, but for where its values came from. */
function specOf(text: string) {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'checkout',
      annotations: { 'nthlayer.dev/tier': 'critical' },
    },
    spec: { type: 'service' },
  };
  const result = readServiceSpec(entity, context, { path: 'a.yaml', text });
  if (result.kind !== 'spec') {
    throw new Error(`no spec: ${result.reason}`);
  }
  const { provenance, ...said } = result.spec;
  return said;
}

/** The rules of its stack, by asset; text that is equal but for the order of the SLOs. */
function rulesOf(text: string) {
  const { assets } = generateStack(
    { ...specOf(text), provenance: {} },
    builtInGenerators,
    {
      environment: 'production',
      serviceLabel: 'service',
      dataSource: {
        name: 'demo',
        environments: ['production'],
        default: true,
        scrapeIntervalMs: 15_000,
      },
      minBadEvents: 3,
    },
  );
  const rules = assets.filter(({ kind }) => kind === 'prometheus-rules');
  expect(rules).not.toEqual([]);
  return rules.map(({ path, content }) => [path, content.split('\n').sort()]);
}

describe('convertSpec', () => {
  it.each([
    ['legacy', 'servicespec'],
    ['srm-v1', 'servicespec'],
    ['opensrm-v2', 'servicespec'],
    ['openslo', 'servicespec'],
    ['servicespec', 'servicespec'],
    ['legacy', 'openslo'],
    ['srm-v1', 'openslo'],
    ['opensrm-v2', 'openslo'],
    ['openslo', 'openslo'],
    ['servicespec', 'openslo'],
  ] as const)('%s → %s, read again, is the same service', (format, to) => {
    const text = textOf(format);
    const { text: converted = '', diagnostics } = convert(text, to);
    const { owner, paging, gate, runbook, ...common } = specOf(text);
    const sections = { owner, paging, gate, runbook };
    expect(specOf(converted)).toEqual(
      to === 'servicespec' ? specOf(text) : common,
    );
    const again = convert(converted, to);
    expect(again.text).toBe(converted);
    expect(
      again.diagnostics.filter(({ severity }) => severity !== 'info'),
    ).toEqual([]);
    const left = Object.entries(sections).flatMap(([name, said]) =>
      said === undefined || to === 'servicespec' ? [] : [name],
    );
    expect(
      diagnostics.flatMap(({ code, summary }) =>
        code === 'not-carried-over' ? [summary.split(' ')[0]] : [],
      ),
    ).toEqual(expect.arrayContaining(left));
  });

  it('keeps comments beside what they are about, and names those that it cannot keep', () => {
    const { text, diagnostics } = convert(
      `# The checkout.
service:
  name: checkout # as in the catalog
  # Money is at stake.
  tier: critical
  type: api
  # Where it began.
  language: go
resources:
  # Of the contract.
  - kind: SLO
    name: availability # all requests
    spec:
      objective: 99.95 # of the contract, too
      indicator:
        type: availability
`,
      'servicespec',
    );
    expect(text).toBe(`# The checkout.
apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata:
  name: checkout # as in the catalog
spec:
  # Money is at stake.
  tier: critical
  type: api
  slos:
    # Of the contract.
    - preset: availability
      name: availability # all requests
      target: 99.95 # of the contract, too
`);
    expect(
      diagnostics.map(({ code, summary }) => [code, summary.slice(-3)]),
    ).toContainEqual(['comments-left-behind', ' 8.']);
  });

  it.each([
    [
      '{ tier: low, labels: { a: b }, slos: [{ preset: availability, target: 99, alerts: { disabled: [page-fast] } }] }',
      ['spec.tier', 'spec.labels', 'spec.slos[0].alerts'],
    ],
    [
      '{ slos: [{ preset: availability, target: 99, noData: bad }, { preset: latency, target: 99, threshold: 250ms, noData: ignore }] }',
      ['spec.slos[0].noData'],
    ],
    [
      '{ slos: [{ preset: latency, target: 99, threshold: 250ms, histogram: native }] }',
      ['spec.slos[0]'],
    ],
    ['{}', []],
  ])('tells what OpenSLO has no place for in %s', (spec, paths) => {
    const { text, diagnostics } = convert(
      `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: a }\nspec: ${spec}\n`,
      'openslo',
    );
    expect(text).toContain('kind: SLO');
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual(
      paths.map(path => `not-carried-over ${path}`),
    );
  });

  const composites = (list: string, more = '') =>
    `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata: { name: checkout }
spec:
  slos:
    - { preset: availability, target: 99.95 }
    - { preset: latency, target: 95, threshold: 500ms, window: 7d }
    - { preset: threshold, name: depth, target: 90, query: 'max(depth{service="checkout"})', op: lte, value: 5 }
${list}${more}`;
  const [, orders] = textOf('servicespec').split('---\n');

  it.each([
    [
      'a mean, by weights',
      composites(
        '    - { preset: composite, name: all, target: 98, formula: weighted, members: [latency, { slo: availability, weight: 3 }, depth] }\n',
      ),
    ],
    [
      'a mean of slices before its members are told of',
      composites(
        '    - { preset: composite, target: 98.5, formula: weighted, slice: 1h, members: [availability, depth] }\n',
      ),
    ],
    [
      'the worst of each minute',
      composites(
        '    - { preset: composite, target: 98, formula: worst, slice: 1m, sliceTarget: 90, members: [availability, latency] }\n',
      ),
    ],
    [
      'a mean of an SLO of the spec and one of a document',
      composites(
        '    - { preset: composite, target: 98, formula: weighted, members: [orders, availability] }\n',
        `---\n${orders}`,
      ),
    ],
  ])('carries a composite over: %s', (_what, text) => {
    const { text: converted = '', diagnostics } = convert(text, 'openslo');
    expect(diagnostics.map(({ code }) => code)).not.toContain(
      'not-carried-over',
    );
    const [before, after] = [specOf(text), specOf(converted)];
    const byName = (a: { name: string }, b: { name: string }) =>
      a.name < b.name ? -1 : 1;
    expect([...after.slos].sort(byName)).toEqual([...before.slos].sort(byName));
    expect({ ...after, slos: [] }).toEqual({ ...before, slos: [] });
    expect(rulesOf(converted)).toEqual(rulesOf(text));
  });

  it.each([
    ['sum', ''],
    ['worst', ''],
    ['worst', 'slice: 5m, sliceTarget: 90, '],
    ['weighted', 'slice: 1m, sliceTarget: 90, '],
  ])('says that OpenSLO has no composite with %s %s', (formula, slices) => {
    const { text, diagnostics } = convert(
      composites(
        `    - { preset: composite, target: 98, formula: ${formula}, ${slices}members: [availability, latency] }\n`,
      ),
      'openslo',
    );
    expect(text?.match(/^kind: \w+$/gm)).toEqual(Array(3).fill('kind: SLO'));
    expect(diagnostics.map(({ code, path }) => `${code} ${path}`)).toContain(
      'not-carried-over spec.slos[3]',
    );
  });

  it.each([
    [
      'v1alpha',
      `apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: orders }
spec:
  service: checkout
  budgetingMethod: Occurrences
  timeWindows: [{ unit: Day, count: 30, isRolling: true }]
  objectives:
    - target: 0.99 # of the contract
      value: 1
      ratioMetrics:
        incremental: true
        good: { source: prometheus, queryType: promql, query: 'sum(g_total{service="checkout"})' }
        total: { source: prometheus, queryType: promql, query: 'sum(t_total{service="checkout"})' }
`,
    ],
    [
      'v2alpha',
      `apiVersion: openslo.com/v2alpha
kind: SLO
metadata: { name: orders }
spec:
  serviceRef: checkout
  sli:
    metadata: { name: orders }
    spec:
      ratioMetric:
        counter: true
        good: { dataSourceSpec: { type: Prometheus }, spec: { query: 'sum(g_total{service="checkout"})' } }
        total: { dataSourceSpec: { type: Prometheus }, spec: { query: 'sum(t_total{service="checkout"})' } }
  timeWindow: [{ duration: 4w, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.99 }] # of the contract
`,
    ],
  ])('makes v1 of OpenSLO %s', (_what, text) => {
    const { text: converted = '' } = convert(text, 'openslo');
    expect(converted).toMatch(/^apiVersion: openslo\/v1\nkind: SLO\n/);
    expect(converted).toContain('# of the contract');
    const { objects, diagnostics } = parseOpenSlo(
      { path: 'a.yaml', text: converted },
      { profile: 'strict' },
    );
    expect(diagnostics).toEqual([]);
    expect(objects).toHaveLength(1);
    expect(specOf(converted)).toEqual(specOf(text));
    const { text: spec } = convert(text, 'servicespec');
    expect(spec).toMatch(/^kind: ServiceSpec\nmetadata:\n {2}name: checkout$/m);
  });

  it('keeps the name of the service, whatever it is', () => {
    const text = `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata: { name: Pay_API.v2 }
spec: { slos: [{ preset: availability, target: 99 }] }
`;
    const { text: converted = '' } = convert(text, 'openslo');
    expect(converted).toContain('service: Pay_API.v2\n');
    const [before, after] = [text, converted].map(
      each =>
        readSpecFile({ path: 'a.yaml', text: each }, context)[0].entityRef,
    );
    expect(after).toBe(before);
    expect(
      parseOpenSlo({ path: 'a.yaml', text: converted }).diagnostics.filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
  });

  it('lets a document take the place of an SLO of the tier', () => {
    const [first, slo] = textOf('servicespec').split('---\n');
    const text = `${first.slice(
      0,
      first.indexOf('  slos:'),
    )}  tier: high\n---\n${slo.replaceAll(
      'name: orders',
      'name: availability',
    )}`;
    const { text: converted = '' } = convert(text, 'openslo');
    const { owner, ...common } = specOf(text);
    expect(specOf(converted)).toEqual(common);
    expect(converted.match(/^kind: SLO$/gm)).toHaveLength(2);
  });

  it.each([
    ['', 'no-spec'],
    ['a: [', 'invalid-yaml'],
    ['kind: a', 'unknown-format'],
    ['service: { tier: low, team: a }', 'missing-field'],
  ])('converts nothing of %j: %s', (text, code) => {
    const { text: converted, diagnostics } = convert(text, 'servicespec');
    expect(converted).toBeUndefined();
    expect(diagnostics.map(each => each.code)).toContain(code);
  });
});
