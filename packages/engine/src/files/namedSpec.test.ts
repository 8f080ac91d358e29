import {
  defaultGenerationSettings,
  readDocuments,
  ReadFileBeside,
  specContextOf,
} from '../spec';
import { readNamedSpec } from './namedSpec';
import { NamedSpecs } from './NamedSpecs';

const context = specContextOf(defaultGenerationSettings);
const SPEC = 'nthlayer.dev/spec';
const MANIFEST = 'opensrm.nthlayer.io/manifest';

async function read(
  reference: string | undefined,
  answer: ReadFileBeside = async path => ({ text: `text of ${path}` }),
  annotation = SPEC,
) {
  const value = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop',
      ...(reference !== undefined && {
        annotations: { [annotation]: reference },
      }),
    },
  };
  const {
    documents: [entity],
  } = readDocuments({
    path: 'service/catalog-info.yaml',
    text: JSON.stringify(value),
  });
  const asked: string[] = [];
  const file = await readNamedSpec(entity, {
    context,
    named: NamedSpecs.create(),
    reader: {
      read: async path => {
        asked.push(path);
        return answer(path);
      },
    },
  });
  return { file, asked };
}

describe('readNamedSpec', () => {
  it.each([
    ['nthlayer.yaml', 'service/nthlayer.yaml'],
    ['./specs/deep.yaml', 'service/specs/deep.yaml'],
    ['.//specs//deep.yaml', 'service/specs/deep.yaml'],
  ])('reads %s', async (reference, path) => {
    const { file, asked } = await read(reference);
    expect(file).toEqual({ path, text: `text of ${path}` });
    expect(asked).toEqual([path]);
  });

  it.each([
    '../secret.yaml',
    'specs/../../secret.yaml',
    'specs/../nthlayer.yaml',
    '..',
    '.',
    './',
    'specs/',
    '/etc/passwd',
    '//server/share',
    '~/spec.yaml',
    'C:\\spec.yaml',
    'C:/spec.yaml',
    'specs\\deep.yaml',
    '\\\\server\\share',
    'https://example.com/spec.yaml',
    'file:///etc/passwd',
    'url:./spec.yaml',
    'nth\nlayer.yaml',
    'nth\u0000layer.yaml',
    'nthlayer.yaml?ref=main',
    'a'.repeat(501),
  ])('looks for nothing at %j', async reference => {
    const { file, asked } = await read(reference);
    expect(file).toMatchObject({
      problem: {
        severity: 'error',
        code: 'spec-file-path',
        path: `metadata.annotations["${SPEC}"]`,
      },
    });
    expect(asked).toEqual([]);
  });

  it('says what is not there', async () => {
    const { file } = await read('nthlayer.yaml', async () => undefined);
    expect(file).toEqual({
      path: 'service/nthlayer.yaml',
      problem: {
        severity: 'error',
        code: 'spec-file-unreadable',
        path: `metadata.annotations["${SPEC}"]`,
        summary:
          'service/nthlayer.yaml cannot be read: there is no such file beside the file of the entity.',
        detail: 'Create it, or correct the annotation.',
      },
    });
  });

  it('points to the annotation that names the file', async () => {
    const problem = { code: 'spec-file-outside', summary: 'No.' };
    const { file } = await read('a.yaml', async () => ({ problem }), MANIFEST);
    expect(file).toMatchObject({
      problem: { ...problem, path: `metadata.annotations["${MANIFEST}"]` },
    });
  });

  it('reads nothing where nothing is named', async () => {
    expect(await read(undefined)).toEqual({ file: undefined, asked: [] });
  });
});
