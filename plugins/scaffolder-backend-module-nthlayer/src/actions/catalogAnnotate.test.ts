import { parse } from 'yaml';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { catalogInfo, filesOf } from '../__testUtils__/files';
import { runAction } from '../__testUtils__/runAction';
import { createCatalogAnnotateAction } from './catalogAnnotate';

const workspace = createMockDirectory();
const catalogAnnotate = createCatalogAnnotateAction();

function run(input: Parameters<typeof catalogAnnotate.handler>[0]['input']) {
  return runAction(catalogAnnotate, workspace.path, input);
}

beforeEach(() => workspace.setContent({}));

describe('nthlayer:catalog:annotate', () => {
  const annotations = { 'nthlayer.dev/spec': './nthlayer.yaml' };
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'legacy',
      namespace: 'default',
      uid: 'u',
      etag: 'e',
      annotations: {
        'backstage.io/managed-by-location': 'file:/x',
        'backstage.io/techdocs-ref': 'dir:.',
      },
    },
    spec: { type: 'service' },
    relations: [],
  };

  it('changes the file once', async () => {
    workspace.setContent({ 'catalog-info.yaml': catalogInfo });
    const first = await run({ annotations });
    const text = filesOf(workspace.content())['catalog-info.yaml'];
    expect(text).toBe(
      catalogInfo.replace(
        'critical\n',
        'critical\n    nthlayer.dev/spec: ./nthlayer.yaml\n',
      ),
    );
    const second = await run({ annotations });
    expect([first.outputs.changed, second.outputs.changed]).toEqual([
      true,
      false,
    ]);
    expect(filesOf(workspace.content())['catalog-info.yaml']).toBe(text);
  });

  it('writes an entity of the catalog where there is no file, without what the catalog added', async () => {
    await run({ annotations, entity });
    expect(parse(filesOf(workspace.content())['catalog-info.yaml'])).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'legacy',
        annotations: { 'backstage.io/techdocs-ref': 'dir:.', ...annotations },
      },
      spec: { type: 'service' },
    });
  });

  it('says in such a file that it does not take the place of the original', async () => {
    const { outputs } = await run({ annotations, entity });
    const text = filesOf(workspace.content())['catalog-info.yaml'];
    expect(text).toMatch(/^# .*\n(# .*\n)*apiVersion/);
    expect(outputs.listing).toContain(text);
  });

  it('lists the annotations alone, to add to a file that is kept elsewhere', async () => {
    const { outputs } = await run({ annotations, entity });
    const [, shown] =
      /```yaml\n([^`]*)```/.exec(String(outputs.annotations)) ?? [];
    expect(parse(shown)).toEqual({ metadata: { annotations } });
  });

  it('says what to do where there is neither', async () => {
    await expect(run({ annotations })).rejects.toThrow(
      /path "catalog-info\.yaml" is not a file in the workspace.*give the entity/,
    );
  });
});
