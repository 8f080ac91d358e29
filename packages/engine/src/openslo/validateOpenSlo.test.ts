import { parseAllDocuments } from 'yaml';
import { OpenSloDataSource } from './dataSource';
import { OpenSloObject } from './openSloObject';
import { printOpenSlo } from './printOpenSlo';
import { OpenSloService } from './service';
import { OpenSloMetric } from './sli';
import { OpenSloSlo } from './slo';
import { validateOpenSlo } from './validateOpenSlo';

const service: OpenSloService = {
  apiVersion: 'openslo/v1',
  kind: 'Service',
  metadata: { name: 'payment-api' },
  spec: {},
};
const dataSource: OpenSloDataSource = {
  apiVersion: 'openslo/v1',
  kind: 'DataSource',
  metadata: { name: 'demo' },
  spec: { type: 'Prometheus', connectionDetails: { name: 'demo' } },
};
const metric: OpenSloMetric = {
  metricSource: { metricSourceRef: 'demo', spec: { query: 'a' } },
};
const other: OpenSloMetric = {
  metricSource: { metricSourceRef: 'demo', spec: { query: 'b' } },
};
const slo: OpenSloSlo = {
  apiVersion: 'openslo/v1',
  kind: 'SLO',
  metadata: { name: 'payment-api-availability' },
  spec: {
    service: 'payment-api',
    indicator: {
      metadata: { name: 'availability' },
      spec: { ratioMetric: { counter: true, bad: other, total: metric } },
    },
    timeWindow: [{ duration: '30d', isRolling: true }],
    budgetingMethod: 'Occurrences',
    objectives: [{ target: 0.9995 }],
  },
};

/** The object with one property changed; `undefined` takes it out. */
function changed<T extends OpenSloObject>(
  object: T,
  path: readonly string[],
  value: unknown,
): T {
  const copy = structuredClone(object);
  let parent = copy as unknown as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    parent = parent[key] as Record<string, unknown>;
  }
  parent[path[path.length - 1]] = value;
  return copy;
}

function problemsOf(object: OpenSloObject) {
  return validateOpenSlo(object).map(({ path, code }) => ({ path, code }));
}

it.each([service, dataSource, slo])('accepts %j', object => {
  expect(problemsOf(object)).toEqual([]);
});

const RATIO = 'spec.indicator.spec.ratioMetric';

it.each([
  ['metadata.name', 'Payment', 'invalid-name'],
  ['metadata.name', '', 'invalid-name'],
  ['metadata.name', 'x'.repeat(64), 'invalid-name'],
  ['metadata.displayName', 'x'.repeat(64), 'too-long'],
  ['spec.description', 'x'.repeat(1051), 'too-long'],
  ['spec.service', 'a b', 'invalid-name'],
  ['spec.budgetingMethod', 'Slices', 'unknown-budgeting-method'],
  ['spec.timeWindow', [], 'missing-field'],
  ['spec.objectives', [], 'missing-field'],
  ['spec.objectives.0.target', 1, 'invalid-target'],
  ['spec.objectives.0.target', -0.1, 'invalid-target'],
  ['spec.objectives.0.target', NaN, 'invalid-target'],
  ['spec.indicator.metadata.name', 'A', 'invalid-name'],
  [RATIO, { counter: true, total: metric }, 'missing-field'],
  [
    RATIO,
    { counter: true, total: metric, good: metric, bad: metric },
    'openslo-good-and-bad',
  ],
  [`${RATIO}.bad.metricSource.spec`, {}, 'missing-field'],
  [`${RATIO}.total.metricSource.metricSourceRef`, 'A', 'invalid-name'],
] as const)('refuses an SLO with %s: %j', (path, value, code) => {
  const broken = changed(slo, path.split('.'), value);
  const at = path.replace(/\.(\d+)/g, '[$1]');
  const place = code === 'openslo-good-and-bad' ? `${at}.bad` : at;
  expect(problemsOf(broken)).toEqual([{ path: place, code }]);
});

it.each([
  ['timeSliceTarget', 1.1, 'out-of-range'],
  ['timeSliceWindow', '1 minute', 'invalid-duration'],
])('refuses slices with %s: %j', (field, value, code) => {
  const slices = { target: 0.9, timeSliceTarget: 1, timeSliceWindow: '1m' };
  const broken = changed(
    changed(slo, ['spec', 'budgetingMethod'], 'Timeslices'),
    ['spec', 'objectives'],
    [{ ...slices, [field]: value }],
  );
  expect(problemsOf(broken)).toEqual([
    { path: `spec.objectives[0].${field}`, code },
  ]);
});

it.each([
  [{ spec: { query: 'a' } }, 'missing-field'],
  [{ type: '', spec: { query: 'a' } }, 'invalid-text'],
])('wants a type of a metric without a source: %j', (metricSource, code) => {
  const broken = changed(slo, `${RATIO}.total`.split('.'), { metricSource });
  const path = `${RATIO}.total.metricSource.type`;
  expect(problemsOf(broken)).toEqual([{ path, code }]);
});

it.each([
  ['Timeslices', ['timeSliceTarget', 'timeSliceWindow']],
  ['RatioTimeslices', ['timeSliceWindow']],
])('wants of %s the fields %j', (method, fields) => {
  const broken = changed(slo, ['spec', 'budgetingMethod'], method);
  expect(problemsOf(broken)).toEqual(
    fields.map(field => ({
      path: `spec.objectives[0].${field}`,
      code: 'missing-field',
    })),
  );
});

it.each([
  ['labels', 'a b', 'invalid-key'],
  ['annotations', 'a b', 'invalid-key'],
  ['annotations', 'Not.Lower/a', 'invalid-key'],
  ['annotations', '/a', 'invalid-key'],
  ['annotations', 'a.b/', 'invalid-key'],
  ['annotations', 'openslo.com/a', 'reserved-key'],
])('refuses a service with the %s key %s', (field, key, code) => {
  const broken = changed(service, ['metadata', field], { [key]: 'x' });
  expect(problemsOf(broken)).toEqual([
    { path: `metadata.${field}["${key}"]`, code },
  ]);
});

it.each([
  ['spec.type', '', 'invalid-text'],
  ['spec.connectionDetails', {}, 'missing-field'],
])('refuses a data source with %s: %j', (path, value, code) => {
  const broken = changed(dataSource, path.split('.'), value);
  expect(problemsOf(broken)).toEqual([{ path, code }]);
});

it('prints documents that read back as they were, whatever their text', () => {
  const hostile = 'a\n---\n- alert: x: "{{ }}" # \u202e';
  const objects = [
    { ...service, spec: { description: hostile } },
    dataSource,
    slo,
  ];
  const read = parseAllDocuments(printOpenSlo(objects));
  expect(read.map(document => document.toJS())).toEqual(objects);
});
