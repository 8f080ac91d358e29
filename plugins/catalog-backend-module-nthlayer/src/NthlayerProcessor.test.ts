import { Entity } from '@backstage/catalog-model';
import { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { BesideKeys } from './BesideKeys';
import { NthlayerProcessor } from './NthlayerProcessor';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'shop',
    annotations: { 'nthlayer.dev/spec': './nthlayer.yaml' },
  },
  spec: { type: 'library', lifecycle: 'production', owner: 'shop' },
};

async function process(of: Entity, defaultTier?: 'low') {
  const emitted: CatalogProcessorResult[] = [];
  const besideKeys = BesideKeys.create();
  besideKeys.take({
    topic: 'nthlayer.spec-file.found',
    eventPayload: {
      keys: [
        ['component:default/shop', ['url:https://host/slo.yaml', 'a', 5]],
        ['component:default/other', ['file:/a']],
        null,
        5,
        ['component:default/shop-2'],
      ],
    },
  });
  const told: string[] = [];
  const processor = NthlayerProcessor.create({
    besideKeys,
    processed: { add: ref => told.push(ref) },
    defaultTier,
    integrations: { resolveUrl: ({ url, base }) => `${base}|${url}` },
  });
  const processed = await processor.postProcessEntity(
    of,
    { type: 'url', target: 'https://host/catalog-info.yaml' },
    result => emitted.push(result),
  );
  return { processed, emitted, told };
}

describe('the processor', () => {
  it('leaves refresh keys for the spec file and those that it asks for, and an entity without findings as it is', async () => {
    const { processed, emitted, told } = await process(entity);
    expect(emitted).toEqual([
      {
        type: 'refresh',
        key: 'url:https://host/catalog-info.yaml|./nthlayer.yaml',
      },
      { type: 'refresh', key: 'url:https://host/slo.yaml' },
    ]);
    expect(told).toEqual(['component:default/shop']);
    expect(processed).toBe(entity);
  });

  it('knows the tier of entities that give none', async () => {
    const plain: Entity = {
      ...entity,
      metadata: { name: 'shop' },
      spec: { type: 'wroker' },
    };
    const withDefault = await process(plain, 'low');
    expect((await process(plain)).processed).toBe(plain);
    expect(withDefault.processed).toMatchObject({
      status: { items: [{ level: 'error', error: { code: 'unknown-type' } }] },
    });
  });

  it('adds to the status that others have written', async () => {
    const status = { items: [{ type: 'other', level: 'info', message: 'a' }] };
    const { processed } = await process({
      ...entity,
      ...{ status },
      metadata: { name: 'shop', annotations: { 'nthlayer.dev/tier': 'hihg' } },
    });
    expect(processed).toMatchObject({
      status: { items: [status.items[0], { level: 'error' }] },
    });
  });
});
