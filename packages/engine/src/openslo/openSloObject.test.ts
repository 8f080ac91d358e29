import { parseAllDocuments } from 'yaml';
import { OpenSloDataSource } from './dataSource';
import { OpenSloMetric } from './indicator';
import { OpenSloObject, printOpenSlo, validateOpenSlo } from './openSloObject';
import { OpenSloService } from './service';
import { OpenSloSlo } from './slo';

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

it.each([service, dataSource, slo])('accepts %j', object => {
  expect(validateOpenSlo(object)).toEqual([]);
});

const RATIO = 'spec.indicator.spec.ratioMetric';

it.each([
  ['metadata.name', 'Payment', 'not-a-dns-label'],
  ['metadata.name', '', 'not-a-dns-label'],
  ['metadata.name', 'x'.repeat(64), 'not-a-dns-label'],
  ['metadata.displayName', 'x'.repeat(64), 'too-long'],
  ['spec.description', 'x'.repeat(1051), 'too-long'],
  ['spec.service', 'a b', 'not-a-dns-label'],
  ['spec.budgetingMethod', 'Slices', 'unknown-value'],
  ['spec.timeWindow', [], 'exactly-one'],
  ['spec.objectives', [], 'required'],
  ['spec.objectives.0.target', 1, 'out-of-range'],
  ['spec.objectives.0.target', -0.1, 'out-of-range'],
  ['spec.objectives.0.target', NaN, 'out-of-range'],
  ['spec.objectives.0.timeSliceTarget', 1.1, 'out-of-range'],
  ['spec.objectives.0.timeSliceWindow', '1 minute', 'invalid-duration'],
  ['spec.indicator.metadata.name', 'A', 'not-a-dns-label'],
  [RATIO, { counter: true, total: metric }, 'exactly-one'],
  [
    RATIO,
    { counter: true, total: metric, good: metric, bad: metric },
    'exactly-one',
  ],
  [`${RATIO}.bad.metricSource.spec`, {}, 'required'],
  [`${RATIO}.total.metricSource.metricSourceRef`, 'A', 'not-a-dns-label'],
] as const)('refuses an SLO with %s: %j', (path, value, code) => {
  const broken = changed(slo, path.split('.'), value);
  expect(validateOpenSlo(broken)).toEqual([
    { path: path.replace(/\.(\d+)/g, '[$1]'), code },
  ]);
});

it.each([
  [{ spec: { query: 'a' } }, `${RATIO}.total.metricSource.type`],
  [{ type: '', spec: { query: 'a' } }, `${RATIO}.total.metricSource.type`],
])('wants a type of a metric without a source: %j', (metricSource, path) => {
  const broken = changed(slo, `${RATIO}.total`.split('.'), { metricSource });
  expect(validateOpenSlo(broken)).toEqual([{ path, code: 'required' }]);
});

it.each([
  ['Timeslices', ['timeSliceTarget', 'timeSliceWindow']],
  ['RatioTimeslices', ['timeSliceWindow']],
])('wants of %s the fields %j', (method, fields) => {
  const broken = changed(slo, ['spec', 'budgetingMethod'], method);
  expect(validateOpenSlo(broken)).toEqual(
    fields.map(field => ({
      path: `spec.objectives[0].${field}`,
      code: 'required',
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
  expect(validateOpenSlo(broken)).toEqual([
    { path: `metadata.${field}["${key}"]`, code },
  ]);
});

it.each([
  ['spec.type', ''],
  ['spec.connectionDetails', {}],
])('refuses a data source with %s: %j', (path, value) => {
  const broken = changed(dataSource, path.split('.'), value);
  expect(validateOpenSlo(broken)).toEqual([{ path, code: 'required' }]);
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
