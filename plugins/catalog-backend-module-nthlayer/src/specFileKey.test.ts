import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { specFileKey } from './specFileKey';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({ integrations: { github: [{ host: 'github.com' }] } }),
);

function keyOf(
  annotations: Record<string, string>,
  [type, target]: readonly [string, string],
) {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', annotations },
  };
  return specFileKey(entity, { type, target }, integrations);
}

const REMOTE = [
  'url',
  'https://github.com/acme/shop/tree/main/a/catalog-info.yaml',
] as const;
const LOCAL = ['file', '/srv/shop/catalog-info.yaml'] as const;

describe('refresh key', () => {
  it.each([
    [
      'beside a remote file',
      { 'nthlayer.dev/spec': './nthlayer.yaml' },
      REMOTE,
      'url:https://github.com/acme/shop/tree/main/a/nthlayer.yaml',
    ],
    [
      'below a local file',
      { 'nthlayer.dev/spec': 'slo/nthlayer.yaml' },
      LOCAL,
      'file:/srv/shop/slo/nthlayer.yaml',
    ],
    [
      'of a manifest of OpenSRM',
      { 'opensrm.nthlayer.io/manifest': 'service.yaml' },
      LOCAL,
      'file:/srv/shop/service.yaml',
    ],
  ])('%s', (_case, annotations, location, key) => {
    expect(keyOf(annotations, location)).toBe(key);
  });

  it.each([
    ['without a spec file', { 'nthlayer.dev/tier': 'low' }, LOCAL],
    [
      'outside of the folder',
      { 'nthlayer.dev/spec': '../../etc/passwd' },
      LOCAL,
    ],
    [
      'switched off',
      { 'nthlayer.dev/spec': 'a.yaml', 'nthlayer.dev/enabled': 'false' },
      LOCAL,
    ],
    [
      'from a provider',
      { 'nthlayer.dev/spec': 'a.yaml' },
      ['bootstrap', 'bootstrap'] as const,
    ],
    [
      'beside what is no URL',
      { 'nthlayer.dev/spec': 'a.yaml' },
      ['url', 'no url'] as const,
    ],
  ])('is absent %s', (_case, annotations, location) => {
    expect(keyOf(annotations, location)).toBeUndefined();
  });
});
