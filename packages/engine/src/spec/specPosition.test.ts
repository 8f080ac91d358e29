import { Provenance } from '@nthlayer/backstage-plugin-nthlayer-common';
import { specPosition } from './specPosition';

const file = (line: number): Provenance => ({
  source: 'spec-file',
  from: `a:b/nthlayer.yaml:${line}`,
});
const standard: Provenance = { source: 'default', from: 'tier low' };

const alone = {
  provenance: {
    entityRef: file(6),
    name: file(8),
    tier: standard,
    service: { source: 'entity', from: 'x.yaml:3' } as const,
    'slos.own.window': file(14),
    'slos.own.objective': file(12),
    'slos.own.sli': standard,
    'slos.own-too.objective': file(2),
    'slos.usual.objective': standard,
  },
};

it.each([
  ['name', 8],
  ['slos.own.window', 14],
  // where nothing says it, what is around it or beside it
  ['slos.own.sli.thresholdMs', 12],
  ['slos.own', 12],
  ['slos.own.objective.more', 12],
  // else the document
  ['slos.usual.objective', 6],
  ['slos.none.sli', 6],
  ['tier', 6],
  ['service', 6],
  ['assets', 6],
  ['generators["x"]', 6],
  ['constructor', 6],
  ['', 6],
])('finds %s in line %d', (path, line) => {
  expect(specPosition(alone, path)).toEqual({
    file: 'a:b/nthlayer.yaml',
    line,
    column: 1,
  });
});

it('has no place for what no spec file says', () => {
  const { entityRef: _own, ...provenance } = alone.provenance;
  expect(specPosition({ provenance }, 'assets')).toBeUndefined();
  expect(specPosition({ provenance }, 'service')).toBeUndefined();
  expect(specPosition({ provenance }, 'slos.own.sli')?.line).toBe(12);
});
