import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { exampleEntity } from '../__testUtils__/examples';
import { locateSpecFile } from './locateSpecFile';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: {
      integrations: {
        github: [{ host: 'github.com' }],
        gitlab: [{ host: 'gitlab.com' }],
        azure: [{ host: 'dev.azure.com' }],
      },
    },
  }),
);

function locate(
  locations: { managedBy?: string; source?: string },
  value: string = 'slo/nthlayer.yaml',
) {
  const entity = exampleEntity('search-api', {
    ...(locations.managedBy && {
      'backstage.io/managed-by-location': locations.managedBy,
    }),
    ...(locations.source && {
      'backstage.io/source-location': locations.source,
    }),
  });
  return locateSpecFile(entity, value, integrations);
}

describe('locateSpecFile', () => {
  it('looks beside a file of the disk', () => {
    expect(
      locate({ managedBy: 'file:/catalog/search/catalog-info.yaml' }),
    ).toEqual({
      kind: 'local',
      folder: '/catalog/search',
      path: 'slo/nthlayer.yaml',
    });
  });

  it.each([
    [
      'https://github.com/o/r/blob/main/search/catalog-info.yaml',
      'https://github.com/o/r/tree/main/search/slo/nthlayer.yaml',
    ],
    [
      'https://gitlab.com/o/r/-/blob/main/catalog-info.yaml',
      'https://gitlab.com/o/r/-/blob/main/slo/nthlayer.yaml',
    ],
    [
      'https://dev.azure.com/o/p/_git/r?path=%2Fsearch%2Fcatalog-info.yaml',
      'https://dev.azure.com/o/p/_git/r?path=%2Fsearch%2Fslo%2Fnthlayer.yaml',
    ],
    [
      'https://example.com/search/catalog-info.yaml?token=x',
      'https://example.com/search/slo/nthlayer.yaml?token=x',
    ],
  ])('looks beside %s', (target, url) => {
    expect(locate({ managedBy: `url:${target}` })).toEqual({
      kind: 'remote',
      url,
      path: 'slo/nthlayer.yaml',
    });
  });

  it('looks below the source where the entity comes from no file', () => {
    expect(
      locate({
        managedBy: 'github-org:https://github.com/o',
        source: 'url:https://github.com/o/r/tree/main/search/',
      }),
    ).toMatchObject({
      url: 'https://github.com/o/r/tree/main/search/slo/nthlayer.yaml',
    });
  });

  it.each([
    [{}],
    [{ managedBy: 'nonsense' }],
    [{ managedBy: 'bootstrap:bootstrap' }],
    [{ managedBy: 'url:not a url' }],
    [{ managedBy: 'bootstrap:bootstrap', source: 'file:/etc/' }],
    [{ source: 'file:/etc/' }],
    [{ managedBy: 'url:', source: 'dir:/etc' }],
  ])('finds no place with %j', locations => {
    expect(locate(locations)).toMatchObject({
      problem: { code: 'spec-file-location' },
    });
  });

  it('refuses a path before it looks for a place', () => {
    expect(
      locate({ managedBy: 'file:/catalog/catalog-info.yaml' }, '../secret'),
    ).toMatchObject({ problem: { code: 'spec-file-path' } });
  });
});
