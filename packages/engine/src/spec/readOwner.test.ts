import { Entity } from '@backstage/catalog-model';
import { defaultGenerationSettings, specContextOf } from './generationSettings';
import { readServiceSpec } from './readServiceSpec';
import { readSpecFile } from './readSpecFile';

import { SpecResult } from './specContext';

const context = specContextOf(defaultGenerationSettings);

const file = (owner: string) => ({
  path: 'nthlayer.yaml',
  text: `apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata:
  name: shop
spec:
  owner: ${owner}
`,
});

function entity(owner?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop',
      namespace: 'sales',
      annotations: { 'nthlayer.dev/spec': './nthlayer.yaml' },
    },
    spec: { type: 'service', ...(owner !== undefined && { owner }) },
  };
}

function said(result: SpecResult) {
  if (result.kind !== 'spec') {
    throw new Error(result.reason);
  }
  const { owner, provenance } = result.spec;
  const found = result.diagnostics.map(
    ({ severity, code, position }) => `${severity} ${code} ${position?.line}`,
  );
  return [owner, provenance.owner?.from, found];
}

const read = (owner: string, catalog?: string) =>
  said(readServiceSpec(entity(catalog), context, file(owner)));

describe('the owner of a service', () => {
  it('is that of its spec where the catalog knows none', () => {
    expect(read('payments')).toEqual([
      'group:sales/payments',
      'nthlayer.yaml:6',
      [],
    ]);
    expect(read('user:default/ann')).toEqual([
      'user:default/ann',
      'nthlayer.yaml:6',
      [],
    ]);
  });

  it('is that of the catalog, whatever the spec says', () => {
    expect(read('Payments', 'payments')).toEqual([
      'group:sales/payments',
      'spec.owner',
      [],
    ]);
    expect(read('payments', 'group:default/payments')).toEqual([
      'group:default/payments',
      'spec.owner',
      ['info owner-differs 6'],
    ]);
  });

  it.each(['"a b"', 'group:default/', '7', ':a', 'a/b/c', '"x\\n"'])(
    'is not %s',
    owner => {
      expect(read(owner)).toEqual([
        undefined,
        undefined,
        ['error invalid-owner 6'],
      ]);
      expect(read(owner, 'payments')).toEqual([
        'group:sales/payments',
        'spec.owner',
        ['error invalid-owner 6'],
      ]);
    },
  );

  it('is known without a catalog', () => {
    const [{ result }] = readSpecFile(file('payments'), context);
    expect(said(result)).toEqual([
      'group:default/payments',
      'nthlayer.yaml:6',
      [],
    ]);
  });
});
