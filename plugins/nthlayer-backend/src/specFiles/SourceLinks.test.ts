import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecReader } from '@nthlayer/backstage-plugin-nthlayer-node';
import { exampleEntity } from '../__testUtils__/examples';
import { CatalogFileLines } from './CatalogFileLines';
import { SourceLinks } from './SourceLinks';
import { SpecFileReader } from './SpecFileReader';

const CATALOG_FILE = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: other
---
# the shop
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
  annotations:
    nthlayer.dev/tier: gold
`;

const clock = { now: jest.fn(() => 0) };
const urlReader = mockServices.urlReader.mock();
const disk = createMockDirectory({
  content: { 'catalog-info.yaml': CATALOG_FILE },
});

const links = SourceLinks.create({
  lines: CatalogFileLines.create({
    clock,
    reader: SpecFileReader.create({ urlReader }),
    specs: SpecReader.create(),
    signal: new AbortController().signal,
  }),
  integrations: ScmIntegrations.fromConfig(
    mockServices.rootConfig({
      data: {
        integrations: {
          github: [{ host: 'github.com' }],
          gitlab: [{ host: 'gitlab.com' }],
          azure: [{ host: 'dev.azure.com' }],
        },
      },
    }),
  ),
});

async function urlOf(
  managedBy: string,
  file: string | undefined = 'slo/nthlayer.yaml',
  annotations: Record<string, string> = {
    'nthlayer.dev/spec': './slo/nthlayer.yaml',
  },
) {
  const finding: Diagnostic = {
    severity: 'error',
    code: 'unknown-field',
    path: 'spec.teir',
    summary: 'There is no such field.',
    position: { ...(file && { file }), line: 12, column: 3 },
  };
  const entity = exampleEntity('shop', {
    ...annotations,
    'backstage.io/managed-by-location': managedBy,
  });
  const [{ position, ...rest }] = await links.add(entity, [finding]);
  expect({ ...rest, position: { ...position, url: undefined } }).toEqual(
    finding,
  );
  return position?.url;
}

/** The link of a finding without a position. */
async function urlAt(path: string, annotations: Record<string, string>) {
  const finding: Diagnostic = {
    severity: 'error',
    code: 'unknown-tier',
    path,
    summary: 'That is no tier.',
  };
  const entity = exampleEntity('shop', annotations);
  const [{ url, ...rest }] = await links.add(entity, [finding]);
  expect(rest).toEqual(finding);
  return url;
}

const GITHUB = 'url:https://github.com/o/r/tree/main/shop/catalog-info.yaml';
const TIER = 'metadata.annotations["nthlayer.dev/tier"]';
const VIEW = 'https://git.example.com/shop/catalog-info.yaml';

describe('the link of a finding on the entity itself', () => {
  it.each([
    [{ 'backstage.io/view-url': VIEW }, VIEW],
    [
      {
        'backstage.io/view-url': VIEW,
        'backstage.io/edit-url': `${VIEW}/edit`,
        'backstage.io/managed-by-location': 'url:https://example.com/a.yaml',
      },
      VIEW,
    ],
    [
      { 'backstage.io/managed-by-location': 'url:https://example.com/a.yaml' },
      'https://example.com/a.yaml',
    ],
    [
      {
        'backstage.io/managed-by-location': 'file:/srv/catalog-info.yaml',
        'backstage.io/edit-url': VIEW,
      },
      VIEW,
    ],
    [{ 'backstage.io/managed-by-location': 'file:/srv/a.yaml' }, undefined],
    [{ 'backstage.io/view-url': 'data:text/html,a' }, undefined],
    [{ 'backstage.io/view-url': 'catalog-info.yaml' }, undefined],
    [{}, undefined],
  ] as const)('of %j leads to %s', async (annotations, url) => {
    expect(await urlAt(TIER, annotations)).toBe(url);
  });

  it.each([
    [TIER, VIEW],
    ['metadata.name', VIEW],
    ['spec.type', VIEW],
    ['relations[3]', VIEW],
    ['slos.availability', undefined],
    ['specification', undefined],
    ['', undefined],
  ])('is there for what is of the entity: %s', async (path, url) => {
    expect(await urlAt(path, { 'backstage.io/view-url': VIEW })).toBe(url);
  });
});

describe('the line of a finding on the entity itself', () => {
  const finding: Diagnostic = {
    severity: 'error',
    code: 'unknown-tier',
    path: TIER,
    summary: 'That is no tier.',
  };
  const place = async (managedBy: string, name = 'shop') => {
    const entity = exampleEntity(name, {
      'backstage.io/managed-by-location': managedBy,
    });
    const [{ position }] = await links.add(entity, [finding]);
    return position;
  };
  const answer = () => ({ buffer: async () => Buffer.from(CATALOG_FILE) });

  beforeEach(() => {
    urlReader.readUrl.mockReset();
    urlReader.readUrl.mockImplementation(async () => answer());
    clock.now.mockReturnValue(clock.now() + 3_600_000);
  });

  it('is that of its catalog file, with the link of the integration', async () => {
    expect(await place(GITHUB)).toEqual({
      file: 'catalog-info.yaml',
      line: 12,
      column: 24,
      url: `${GITHUB.slice('url:'.length)}#L12`,
    });
  });

  it('is that of the path in a query, too', async () => {
    const position = await place(
      'url:https://dev.azure.com/o/p/_git/r?path=%2Fa%2Finfo.yaml',
    );
    expect(position?.file).toBe('info.yaml');
    const { searchParams } = new URL(position?.url ?? '');
    expect(searchParams.get('path')).toBe('/a/info.yaml');
    expect(searchParams.get('line')).toBe('12');
  });

  it('is told without a link where the file is on the disk', async () => {
    expect(await place(`file:${disk.resolve('catalog-info.yaml')}`)).toEqual({
      file: 'catalog-info.yaml',
      line: 12,
      column: 24,
    });
  });

  it('is not there where the file has no such entity, cannot be read, or is no file', async () => {
    expect(await place(GITHUB, 'shop2')).toBeUndefined();
    urlReader.readUrl.mockRejectedValue(new Error('no'));
    expect(await place(`${GITHUB}?x`)).toBeUndefined();
    expect(await place('ldap:cn=shop')).toBeUndefined();
    expect(await place('file:/no/such/file.yaml')).toBeUndefined();
  });

  it('costs one reading in five minutes', async () => {
    await Promise.all([place(GITHUB), place(GITHUB)]);
    await place(GITHUB);
    expect(urlReader.readUrl).toHaveBeenCalledTimes(1);
    clock.now.mockReturnValue(clock.now() + 300_000);
    await place(GITHUB);
    expect(urlReader.readUrl).toHaveBeenCalledTimes(2);
  });
});

describe('the link of a finding', () => {
  it.each([
    [GITHUB, 'https://github.com/o/r/tree/main/shop/slo/nthlayer.yaml#L12'],
    [
      'url:https://gitlab.com/o/r/-/blob/main/catalog-info.yaml',
      'https://gitlab.com/o/r/-/blob/main/slo/nthlayer.yaml#L12',
    ],
  ])('leads from %s to the line', async (managedBy, url) => {
    expect(await urlOf(managedBy)).toBe(url);
  });

  it('is what the integration makes of a line', async () => {
    const url = new URL(
      (await urlOf(
        'url:https://dev.azure.com/o/p/_git/r?path=%2Fcatalog-info.yaml',
      )) ?? '',
    );
    expect(url.searchParams.get('path')).toBe('/slo/nthlayer.yaml');
    expect(url.searchParams.get('line')).toBe('12');
  });

  it('is absent where nothing knows how to show the file', async () => {
    expect(
      await urlOf('url:https://example.com/catalog-info.yaml'),
    ).toBeUndefined();
    expect(await urlOf('file:/srv/shop/catalog-info.yaml')).toBeUndefined();
    expect(await urlOf('url:javascript:alert(1)')).toBeUndefined();
  });

  it('is absent from findings on something else', async () => {
    expect(await urlOf(GITHUB, 'other.yaml')).toBeUndefined();
    expect(await urlOf(GITHUB, '')).toBeUndefined();
    expect(await urlOf(GITHUB, 'slo/nthlayer.yaml', {})).toBeUndefined();
  });
});
