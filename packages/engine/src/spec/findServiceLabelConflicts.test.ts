import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { findServiceLabelConflicts } from './findServiceLabelConflicts';

function spec(name: string, overrides: Partial<ServiceSpec> = {}): ServiceSpec {
  return {
    entityRef: `component:default/${name}`,
    name,
    service: 'shared',
    type: 'api',
    tier: 'low',
    dataSource: 'demo',
    environments: ['prod'],
    slos: [],
    labels: {},
    dependencies: [],
    provenance: { service: { source: 'entity', from: 'metadata.name' } },
    ...overrides,
  };
}

it('tells both entities of a conflict, without naming the other', () => {
  const conflicts = findServiceLabelConflicts([
    spec('a'),
    spec('b', {
      provenance: {
        service: { source: 'annotation', from: 'nthlayer.dev/service' },
      },
    }),
    spec('c', { service: 'own' }),
  ]);

  expect([...conflicts.keys()]).toEqual([
    'component:default/a',
    'component:default/b',
  ]);
  const [[a], [b]] = [...conflicts.values()];
  expect([a.severity, a.code, a.path]).toEqual([
    'error',
    'service-label-conflict',
    'metadata.name',
  ]);
  // the reader of one may not be allowed to see the other
  expect(JSON.stringify(a)).not.toContain('component:');
  expect(b.path).toBe('metadata.annotations["nthlayer.dev/service"]');
});

it.each([
  ['other data sources', { dataSource: 'other' }],
  ['other environments', { environments: ['qa'] }],
  ['other labels', { service: 'Shared' }],
  ['the same entity', { entityRef: 'component:default/a' }],
])('finds none in %s', (_what, overrides) => {
  expect(
    findServiceLabelConflicts([spec('a'), spec('b', overrides)]).size,
  ).toBe(0);
});

it('names only the contested environments, once', () => {
  const conflicts = findServiceLabelConflicts([
    spec('a', { environments: ['prod', 'qa', 'dev'] }),
    spec('b', { environments: ['qa', 'prod'] }),
    spec('c', { environments: ['qa'] }),
  ]);
  const [finding, ...rest] = conflicts.get('component:default/a') ?? [];
  expect(rest).toEqual([]);
  expect(finding.detail).toMatch(/^In prod, qa the/);
});

// each with each of the others, it would take minutes
it('counts the rivals of a label that nobody has set only up to a hundred', () => {
  const specs = Array.from({ length: 20_000 }, (_, at) => spec(`s${at}`));
  const conflicts = findServiceLabelConflicts(specs);
  expect(conflicts.size).toBe(20_000);
  expect([...conflicts.values()][500][0].summary).toBe(
    'The service label "shared" is also claimed by 100 other entities or more.',
  );
});
