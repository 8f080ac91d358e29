import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ServiceCompiler } from './ServiceCompiler';
import { DEFAULT_RETENTION } from '../tiles/Retention';
import { CatalogSync } from './CatalogSync';
import { createDatabase } from '../__testUtils__/databases';
import { createLedger } from '../__testUtils__/createLedger';
import { exampleEntity } from '../__testUtils__/examples';
import { DAY_MS, MINUTE_MS } from '../durations';
import { specText } from '../__testUtils__/specText';
import { openslo } from '../__testUtils__/generators';
import { DatabaseSpecFileStore } from '../specFiles/DatabaseSpecFileStore';
import { SpecFileReader } from '../specFiles/SpecFileReader';
import { SpecFileSync } from '../specFiles/SpecFileSync';

jest.setTimeout(60_000);

const signal = new AbortController().signal;

async function setUp(entities: Entity[]) {
  const ledger = createLedger(await createDatabase('SQLITE_3'));
  const catalog = { current: catalogServiceMock({ entities }) };
  const specs = SpecReader.create();
  const compiler = ServiceCompiler.create({
    config: {
      dataSources: [],
      serviceLabel: 'service',
      syncMs: 1,
      tickMs: 1,
      specFilesMs: MINUTE_MS,
      budgetAlerts: { enabled: true, thresholds: [], burn: true },
      historyMs: DAY_MS,
      retention: DEFAULT_RETENTION,
      outputs: [],
    },
    sources: ledger.sources,
    specs,
    generators: [openslo],
  });
  const specFiles = DatabaseSpecFileStore.create({ knex: ledger.knex });
  const streamEntities = (
    ...args: Parameters<typeof catalog.current.streamEntities>
  ) => catalog.current.streamEntities(...args);
  const sync = CatalogSync.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock.mock({ streamEntities }),
    clock: ledger.clock,
    compiler,
    logger: ledger.logger,
    services: ledger.services,
    specFiles,
    specFileSync: SpecFileSync.create({
      environmentsOf: () => ['staging'],
      ...ledger,
      specFiles,
      specs,
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
      reader: SpecFileReader.create({
        urlReader: mockServices.urlReader.mock(),
      }),
      refreshMs: MINUTE_MS,
    }),
  });
  const save = jest.spyOn(ledger.services, 'saveService');
  return {
    ...ledger,
    save,
    run: () => sync.run(signal),
    setEntities: (next: Entity[]) => {
      catalog.current = catalogServiceMock({ entities: next });
    },
    streamOnly: (page: Entity[]) => {
      catalog.current = catalogServiceMock.mock({
        async *streamEntities() {
          yield page;
        },
      }) as unknown as typeof catalog.current;
    },
    breakCatalog: (pages: Entity[][]) => {
      catalog.current = catalogServiceMock.mock({
        async *streamEntities() {
          yield* pages;
          throw new Error('503');
        },
      }) as unknown as typeof catalog.current;
    },
  };
}

describe('CatalogSync', () => {
  it('goes on after entities that cannot be told or hashed', async () => {
    const sane = exampleEntity('sane');
    const nameless = { ...exampleEntity('x'), metadata: undefined };
    const cyclic = exampleEntity('cyclic');
    const { run, services, streamOnly } = await setUp([cyclic]);
    await run();
    const loop: Record<string, unknown> = { type: 'service' };
    loop.self = loop;
    streamOnly([
      nameless as unknown as Entity,
      { ...cyclic, spec: loop } as unknown as Entity,
      sane,
    ]);
    await expect(run()).resolves.toMatchObject({ compiled: 1, deleted: 0 });
    expect([...(await services.listHashes()).keys()].sort()).toEqual([
      'component:default/cyclic',
      'component:default/sane',
    ]);
  });

  it('knows what Resources and Systems say, and compiles anew when they say another', async () => {
    const shop: Entity = {
      ...exampleEntity('shop'),
      relations: [
        { type: 'dependsOn', targetRef: 'resource:default/db' },
        { type: 'partOf', targetRef: 'system:default/sales' },
      ],
    };
    const other = (kind: string, name: string, spec: Entity['spec']) => ({
      ...{ apiVersion: 'backstage.io/v1alpha1', kind },
      metadata: { name },
      spec,
    });
    const around = (type: string) => [
      shop,
      other('Resource', 'db', { type }),
      other('System', 'sales', { domain: 'commerce' }),
    ];
    const { run, services, setEntities } = await setUp(around('postgres'));
    await run();
    const [before] = await services.listSpecs();
    expect(before).toMatchObject({
      domain: 'domain:default/commerce',
      dependencies: [{ name: 'db', technology: 'postgresql' }],
    });
    expect(await run()).toMatchObject({ compiled: 0 });
    setEntities(around('mysql'));
    expect(await run()).toMatchObject({ compiled: 1 });
    const [after] = await services.listSpecs();
    expect(after.dependencies[0].technology).toBe('mysql');
  });

  it('compiles annotated components and nothing else', async () => {
    const { run, services } = await setUp([
      exampleEntity('payment-api'),
      exampleEntity('notes', {}),
      { ...exampleEntity('lib'), spec: { type: 'library' } },
      { ...exampleEntity('group'), kind: 'Group' },
    ]);
    expect(await run()).toEqual({
      services: 1,
      compiled: 1,
      deleted: 0,
      slisAdded: 2,
    });
    expect([...(await services.listHashes()).keys()]).toEqual([
      'component:default/payment-api',
    ]);
  });

  it('compiles only what changed', async () => {
    const { run, save, setEntities } = await setUp([
      exampleEntity('a'),
      exampleEntity('b'),
    ]);
    await run();
    expect(await run()).toEqual({
      services: 2,
      compiled: 0,
      deleted: 0,
      slisAdded: 0,
    });
    const retiered = exampleEntity('b', { 'nthlayer.dev/tier': 'low' });
    const touched = exampleEntity('a');
    touched.metadata.etag = 'another';
    setEntities([touched, retiered]);
    save.mockClear();
    expect(await run()).toMatchObject({ compiled: 1 });
    expect(save.mock.calls.map(([service]) => service.spec.name)).toEqual([
      'b',
    ]);
  });

  it('deletes what is absent or opted out, and takes it up again', async () => {
    const { run, services, setEntities } = await setUp([
      exampleEntity('a'),
      exampleEntity('b'),
    ]);
    await run();
    setEntities([exampleEntity('a', {})]);
    expect(await run()).toEqual({
      services: 0,
      compiled: 0,
      deleted: 2,
      slisAdded: 0,
    });
    expect(await services.listHashes()).toEqual(new Map());
    setEntities([exampleEntity('a')]);
    expect(await run()).toEqual({
      services: 1,
      compiled: 1,
      deleted: 0,
      slisAdded: 0,
    });
  });

  it('deletes nothing when the catalog fails half-way', async () => {
    const { breakCatalog, run, services } = await setUp([
      exampleEntity('a'),
      exampleEntity('b'),
    ]);
    await run();
    breakCatalog([[exampleEntity('a')]]);
    await expect(run()).rejects.toThrow('503');
    expect((await services.listHashes()).size).toBe(2);
  });

  it('tells both entities that claim one label, and takes it back', async () => {
    const claim = {
      'nthlayer.dev/tier': 'low',
      'nthlayer.dev/service': 'payments',
    };
    const refs = ['component:default/a', 'component:default/b'];
    const { run, services, setEntities } = await setUp([
      exampleEntity('a', claim),
      exampleEntity('b', claim),
    ]);
    const codes = async () =>
      (await services.getServices(refs)).map(service =>
        service.conflicts.map(({ code }) => code),
      );
    await run();
    expect(await codes()).toEqual([
      ['service-label-conflict'],
      ['service-label-conflict'],
    ]);
    setEntities([exampleEntity('a', claim)]);
    await run();
    expect(await codes()).toEqual([[]]);
  });

  it('lets one entity that cannot be stored harm no other', async () => {
    const { run, save, services } = await setUp([
      exampleEntity('a'),
      exampleEntity('b'),
    ]);
    save.mockRejectedValueOnce(new Error('disk full'));
    expect(await run()).toMatchObject({ compiled: 1, deleted: 0 });
    expect([...(await services.listHashes()).keys()]).toEqual([
      'component:default/b',
    ]);
    expect(await run()).toMatchObject({ compiled: 1 });
  });

  describe('with spec files', () => {
    const disk = createMockDirectory();
    const onDisk = (annotations: Record<string, string> = {}) =>
      exampleEntity('search-api', {
        'nthlayer.dev/tier': 'standard',
        'nthlayer.dev/spec': 'nthlayer.yaml',
        'backstage.io/managed-by-location': `file:${disk.resolve(
          'catalog-info.yaml',
        )}`,
        ...annotations,
      });

    async function follow(entities: Entity[]) {
      const parts = await setUp(entities);
      const ref = ['component:default/search-api'];
      return {
        ...parts,
        service: async () => (await parts.services.getServices(ref))[0],
        objectives: async () =>
          (await parts.services.getServices(ref))
            .flatMap(({ spec }) => spec.slos)
            .map(({ objective }) => objective),
        codes: async () =>
          (await parts.services.getServices(ref))
            .flatMap(({ environments }) => environments)
            .flatMap(({ diagnostics }) => diagnostics)
            .map(({ code }) => code),
      };
    }

    it('compiles anew when the file changes, and only then', async () => {
      disk.setContent({ 'nthlayer.yaml': specText(99.5) });
      const { run, objectives } = await follow([onDisk()]);
      expect(await run()).toMatchObject({ compiled: 1 });
      expect(await objectives()).toEqual([0.995]);
      expect(await run()).toMatchObject({ services: 1, compiled: 0 });
      disk.addContent({ 'nthlayer.yaml': specText(99.7) });
      expect(await run()).toMatchObject({ compiled: 1 });
      expect(await objectives()).toEqual([0.997]);
    });

    it('keeps the last good file while it is broken or gone, and takes it up again', async () => {
      disk.setContent({ 'nthlayer.yaml': specText(99.5) });
      const { codes, objectives, run } = await follow([onDisk()]);
      await run();
      disk.addContent({ 'nthlayer.yaml': specText('[') });
      expect(await run()).toMatchObject({ compiled: 1 });
      expect(await objectives()).toEqual([0.995]);
      expect(await codes()).toContain('invalid-yaml');
      expect(await run()).toMatchObject({ compiled: 0 });

      disk.clear();
      await run();
      expect(await objectives()).toEqual([0.995]);
      expect(await codes()).toContain('spec-file-unreadable');

      disk.addContent({ 'nthlayer.yaml': specText(99.9) });
      await run();
      expect(await objectives()).toEqual([0.999]);
      expect(await codes()).toEqual([]);
    });

    it('goes back to the tier when the entity names no file any more', async () => {
      disk.setContent({ 'nthlayer.yaml': specText(99.5) });
      const { objectives, run, service, setEntities } = await follow([
        onDisk(),
      ]);
      await run();
      expect((await service()).spec.specFile).toBe('nthlayer.yaml');
      setEntities([exampleEntity('search-api')]);
      await run();
      expect(await objectives()).toEqual([0.9995, 0.99]);
      expect((await service()).spec.specFile).toBeUndefined();
    });

    it('needs no other annotation than the file', async () => {
      disk.setContent({ 'nthlayer.yaml': specText(99.5) });
      const entity = onDisk();
      delete entity.metadata.annotations!['nthlayer.dev/tier'];
      const { objectives, run } = await follow([entity]);
      await run();
      expect(await objectives()).toEqual([0.995]);
    });
  });
});
