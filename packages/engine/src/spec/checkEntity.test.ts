import { Entity } from '@backstage/catalog-model';
import { checkEntity } from './checkEntity';
import { defaultGenerationSettings, specContextOf } from './generationSettings';

const context = specContextOf(defaultGenerationSettings);

function check(annotations: Record<string, string>, type = 'service') {
  const entity: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', annotations },
    spec: { type },
  };
  return checkEntity(entity, context).map(({ code }) => code);
}

describe('what can be told of an entity alone', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    ['nothing', {}, 'service', []],
    ['its type', { 'nthlayer.dev/tier': 'low' }, 'wroker', ['unknown-type']],
    [
      'annotations of others',
      { 'nthlayer.dev/tier': 'low', 'nthlayer.dev/tire': 'low' },
      'service',
      ['unknown-annotation'],
    ],
    [
      'a lonely one',
      { 'nthlayer.dev/service': 'a' },
      'service',
      ['missing-tier'],
    ],
    [
      'not its type, which a file may say',
      { 'nthlayer.dev/spec': 'a.yaml' },
      'wroker',
      [],
    ],
    [
      'annotations beside a file',
      { 'nthlayer.dev/spec': 'a.yaml', 'nthlayer.dev/tier': 'lwo' },
      'wroker',
      ['unknown-tier'],
    ],
    [
      'the path of a file',
      { 'nthlayer.dev/spec': '/a.yaml' },
      'service',
      ['spec-file-path'],
    ],
  ])('%s', (_case, annotations, type, codes) => {
    expect(check(annotations, type)).toEqual(codes);
  });

  it('says of a broken tier what the spec file may still give', () => {
    const [{ detail }] = checkEntity(
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'shop',
          annotations: {
            'nthlayer.dev/spec': 'a.yaml',
            'nthlayer.dev/tier': 'lwo',
          },
        },
      },
      context,
    );
    expect(detail).toContain(
      'That of the spec file is used, or else standard.',
    );
  });
});
