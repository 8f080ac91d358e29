import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import catalogModuleNthlayer from '.';

function component(name: string, annotations: Record<string, string>): string {
  return JSON.stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
  });
}

const ENTITIES = [
  component('good', { 'nthlayer.dev/tier': 'high' }),
  component('none', {}),
  component('mistyped', {
    'nthlayer.dev/tier': 'critcal',
    'nthlayer.dev/enviroments': 'production',
  }),
  component('spec-file', {
    'nthlayer.dev/spec': './nthlayer.yaml',
    'nthlayer.dev/tier': 'critcal',
  }),
  component('outside', { 'nthlayer.dev/spec': '../../etc/passwd' }),
].join('\n---\n');

interface Found extends AlphaEntity {}

describe('the catalog with the module', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nthlayer-catalog-'));
  let backend: TestBackend;
  let entities: ReadonlyMap<string, Found>;

  beforeAll(async () => {
    const target = join(folder, 'catalog-info.yaml');
    writeFileSync(target, ENTITIES);
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: { catalog: { locations: [{ type: 'file', target }] } },
        }),
        catalogPlugin,
        catalogModuleNthlayer,
      ],
    });
    entities = await untilProcessed(backend, 5);
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    rmSync(folder, { recursive: true });
  });

  const statusOf = (name: string) =>
    (entities.get(name)?.status?.items ?? []).map(({ level, error }) => [
      level,
      error?.code,
      error?.message.split(': ')[0],
    ]);

  it.each(['good', 'none'])('says nothing of an entity that is %s', name => {
    expect(entities.get(name)).toBeDefined();
    expect(statusOf(name)).toEqual([]);
  });

  it('takes a mistyped entity in, and tells what was meant', () => {
    const at = (key: string) => `metadata.annotations["nthlayer.dev/${key}"]`;
    expect(statusOf('mistyped')).toEqual([
      ['warning', 'unknown-annotation', at('enviroments')],
      ['error', 'unknown-tier', at('tier')],
    ]);
    const [, tier] = entities.get('mistyped')?.status?.items ?? [];
    expect(tier).toMatchObject({
      type: 'backstage.io/catalog-processing',
      error: { message: expect.stringContaining('Did you mean "critical"?') },
    });
  });

  it('judges annotations alone where a spec file may say the rest', () => {
    expect(statusOf('spec-file')).toEqual([
      ['error', 'unknown-tier', 'metadata.annotations["nthlayer.dev/tier"]'],
    ]);
    expect(statusOf('outside')).toEqual([
      ['error', 'spec-file-path', 'metadata.annotations["nthlayer.dev/spec"]'],
    ]);
  });
});

/** The catalog's components by name, once there are as many. */
async function untilProcessed(
  { server }: TestBackend,
  count: number,
): Promise<ReadonlyMap<string, Found>> {
  for (;;) {
    const { body } = await request(server).get(
      '/api/catalog/entities?filter=kind=component',
    );
    if (Array.isArray(body) && body.length === count) {
      return new Map(body.map((each: Found) => [each.metadata.name, each]));
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
