import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { exampleEntity } from '../__testUtils__/examples';
import { SourceLinks } from './SourceLinks';

const links = SourceLinks.create({
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

function urlOf(
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
  const [{ position, ...rest }] = links.add(entity, [finding]);
  expect({ ...rest, position: { ...position, url: undefined } }).toEqual(
    finding,
  );
  return position?.url;
}

/** The link of a finding without a position. */
function urlAt(path: string, annotations: Record<string, string>) {
  const finding: Diagnostic = {
    severity: 'error',
    code: 'unknown-tier',
    path,
    summary: 'That is no tier.',
  };
  const entity = exampleEntity('shop', annotations);
  const [{ url, ...rest }] = links.add(entity, [finding]);
  expect(rest).toEqual(finding);
  return url;
}

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
  ] as const)('of %j leads to %s', (annotations, url) => {
    expect(urlAt(TIER, annotations)).toBe(url);
  });

  it.each([
    [TIER, VIEW],
    ['metadata.name', VIEW],
    ['spec.type', VIEW],
    ['relations[3]', VIEW],
    ['slos.availability', undefined],
    ['specification', undefined],
    ['', undefined],
  ])('is there for what is of the entity: %s', (path, url) => {
    expect(urlAt(path, { 'backstage.io/view-url': VIEW })).toBe(url);
  });
});

const GITHUB = 'url:https://github.com/o/r/tree/main/shop/catalog-info.yaml';

describe('the link of a finding', () => {
  it.each([
    [GITHUB, 'https://github.com/o/r/tree/main/shop/slo/nthlayer.yaml#L12'],
    [
      'url:https://gitlab.com/o/r/-/blob/main/catalog-info.yaml',
      'https://gitlab.com/o/r/-/blob/main/slo/nthlayer.yaml#L12',
    ],
  ])('leads from %s to the line', (managedBy, url) => {
    expect(urlOf(managedBy)).toBe(url);
  });

  it('is what the integration makes of a line', () => {
    const url = new URL(
      urlOf('url:https://dev.azure.com/o/p/_git/r?path=%2Fcatalog-info.yaml') ??
        '',
    );
    expect(url.searchParams.get('path')).toBe('/slo/nthlayer.yaml');
    expect(url.searchParams.get('line')).toBe('12');
  });

  it('is absent where nothing knows how to show the file', () => {
    expect(urlOf('url:https://example.com/catalog-info.yaml')).toBeUndefined();
    expect(urlOf('file:/srv/shop/catalog-info.yaml')).toBeUndefined();
    expect(urlOf('url:javascript:alert(1)')).toBeUndefined();
  });

  it('is absent from findings on something else', () => {
    expect(urlOf(GITHUB, 'other.yaml')).toBeUndefined();
    expect(urlOf(GITHUB, '')).toBeUndefined();
    expect(urlOf(GITHUB, 'slo/nthlayer.yaml', {})).toBeUndefined();
  });
});
