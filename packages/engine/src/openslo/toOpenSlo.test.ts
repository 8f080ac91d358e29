import { ServiceSpec, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { OpenSloSlo } from './slo';
import { toOpenSlo } from './toOpenSlo';
import { validateOpenSlo } from './validateOpenSlo';

const slo: Slo = {
  name: 'availability',
  displayName: 'Availability',
  description: 'All is well.',
  objective: 0.999,
  window: { type: 'rolling', durationMs: 30 * 86_400_000 },
  method: 'Occurrences',
  noData: 'ignore',
  sli: {
    kind: 'ratio',
    good: { metric: 'g', matchers: [] },
    total: { metric: 't', matchers: [] },
    groupBy: [],
  },
};
const spec: ServiceSpec = {
  entityRef: 'component:default/payment-api',
  name: 'payment-api',
  service: 'payment-api',
  type: 'api',
  tier: 'critical',
  dataSource: 'demo',
  environments: ['production'],
  slos: [slo],
  labels: {},
  dependencies: [],
  provenance: {},
};
const options = { environment: 'production', slos: [slo] };

it('puts service and data source before the SLOs that refer to them', () => {
  const objects = toOpenSlo(spec, options);

  expect(objects.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
    ['Service', 'payment-api'],
    ['DataSource', 'demo'],
    ['SLO', 'payment-api-availability'],
  ]);
  expect((objects[2] as OpenSloSlo).spec).toMatchObject({
    service: 'payment-api',
    timeWindow: [{ duration: '30d', isRolling: true }],
    budgetingMethod: 'Occurrences',
    objectives: [{ target: 0.999 }],
    indicator: {
      spec: {
        ratioMetric: {
          counter: true,
          good: {
            metricSource: {
              metricSourceRef: 'demo',
              type: 'Prometheus',
              spec: { query: 'sum(g)' },
            },
          },
          total: { metricSource: { spec: { query: 'sum(t)' } } },
        },
      },
    },
  });
});

it.each<[string, Partial<ServiceSpec>]>([
  ['plain names', {}],
  ['names that are no DNS labels', { name: 'Pay.API_1', dataSource: 'My DB' }],
  ['long names', { name: 'x'.repeat(63), title: 'y'.repeat(200) }],
  ['no data source', { dataSource: undefined }],
])('writes valid objects for %s', (_what, overrides) => {
  const objects = toOpenSlo({ ...spec, ...overrides }, options);
  expect(objects.flatMap(object => validateOpenSlo(object))).toEqual([]);
});
