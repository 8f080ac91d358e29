import { defaultGenerationSettings, specContextOf } from '../spec';
import { readServiceFiles } from './readServiceFiles';

const context = specContextOf(defaultGenerationSettings);

const spec = (name: string) =>
  `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata:\n  name: ${name}\nspec: {}\n`;

const component = (name: string, annotations: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\n  annotations: ${annotations}\nspec: { type: service, owner: a }\n`;

async function read(files: Readonly<Record<string, string>>) {
  const all = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { services, diagnostics } = await readServiceFiles(all, {
    context,
    reader: { read: async path => all.find(file => file.path === path) },
  });
  return {
    services: services.map(({ spec: { entityRef }, file }) => [
      entityRef,
      file,
    ]),
    codes: diagnostics.map(({ code, position }) => [
      code,
      position?.file,
      position?.line,
    ]),
  };
}

describe('readServiceFiles', () => {
  it('reads the other specs of a file that an entity names', async () => {
    const found = await read({
      'catalog-info.yaml': component(
        'a',
        "{ nthlayer.dev/spec: './all.yaml' }",
      ),
      'all.yaml': [spec('a'), spec('b')].join('---\n'),
    });
    expect(found).toEqual({
      services: [
        ['component:default/a', 'catalog-info.yaml'],
        ['component:default/b', 'all.yaml'],
      ],
      codes: [],
    });
  });

  it('lets no spec stand for an entity that is switched off', async () => {
    const found = await read({
      'catalog-info.yaml': component('a', "{ nthlayer.dev/enabled: 'false' }"),
      'a.yaml': spec('a'),
    });
    expect(found.services).toEqual([]);
  });

  it('reads every format', async () => {
    const found = await read({
      'a.yaml': 'service: { name: a, tier: low, type: api }\n',
      'b.yaml':
        'apiVersion: srm/v1\nkind: ServiceReliabilityManifest\nmetadata: { name: b }\nspec: { type: api }\n',
      'c.yaml':
        'apiVersion: opensrm.nthlayer.io/v2\nkind: ServiceManifest\nmetadata: { name: c }\nspec: { service: { type: api } }\n',
    });
    expect(found.services.map(([ref]) => ref)).toEqual([
      'component:default/a',
      'component:default/b',
      'component:default/c',
    ]);
  });

  it('tells what a service runs on by the Resources and Systems beside it', async () => {
    const text = [
      "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: a, annotations: { nthlayer.dev/tier: low } }\nspec: { type: service, owner: a, system: shop, dependsOn: ['resource:a-db'] }\n",
      'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: shop }\nspec: { owner: a, domain: sales }\n',
    ].join('---\n');
    const resources =
      'apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: { name: a-db }\nspec: { type: postgres, owner: a }\n';
    const { services } = await readServiceFiles(
      [
        { path: 'catalog-info.yaml', text },
        { path: 'resources.yaml', text: resources },
      ],
      { context, reader: { read: async () => undefined } },
    );
    expect(services.map(({ spec: found }) => found)).toMatchObject([
      {
        domain: 'domain:default/sales',
        dependencies: [{ name: 'a-db', technology: 'postgresql' }],
      },
    ]);
  });

  it('tells of a service that is described twice, and of a spec among entities', async () => {
    const found = await read({
      'a.yaml': spec('a'),
      'b.yaml': spec('a'),
      'catalog-info.yaml': `${component(
        'c',
        '{ nthlayer.dev/tier: low }',
      )}---\n${spec('d')}`,
    });
    expect(found.codes).toEqual([
      ['spec-among-entities', 'catalog-info.yaml', 8],
      ['service-described-twice', 'b.yaml', 4],
    ]);
  });
});
