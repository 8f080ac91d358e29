import fc from 'fast-check';
import { parsePath, printPath } from './propertyPath';
import { readDocuments } from './readDocuments';
import { withPositions } from './withPositions';

it.each([
  [['spec', 'slos', 0, 'target'], 'spec.slos[0].target'],
  [['metadata', 'annotations', 'a/b'], 'metadata.annotations["a/b"]'],
  [[0, 'a'], '[0].a'],
  [[], ''],
])('%j is written %s', (path, text) => {
  expect(printPath(path)).toBe(text);
  expect(parsePath(text)).toEqual(path);
});

it('reads back whatever it writes', () => {
  const part = fc.oneof(fc.string({ unit: 'binary' }), fc.nat());
  fc.assert(
    fc.property(fc.array(part), path => {
      expect(parsePath(printPath(path))).toEqual(path);
    }),
  );
});

it('takes other texts for no path', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      expect(() => parsePath(text)).not.toThrow();
    }),
  );
  expect(parsePath('relations[ownedBy]')).toBeUndefined();
});

it('gives findings the positions of what they name', () => {
  const [document] = readDocuments({
    path: 'a.yaml',
    text: 'metadata:\n  annotations:\n    a/b: c\nspec: {}\n',
  }).documents;
  const finding = { severity: 'error', code: 'x', summary: 'x' } as const;
  const known = { line: 9, column: 9 };
  const found = withPositions(
    [
      { ...finding, path: 'metadata.annotations["a/b"]' },
      { ...finding, path: 'spec.type' },
      { ...finding, path: 'relations[ownedBy]' },
      { ...finding, path: 'spec', position: known },
    ],
    document,
  );
  expect(found.map(({ position }) => position)).toEqual([
    { file: 'a.yaml', line: 3, column: 10 },
    { file: 'a.yaml', line: 4, column: 1 },
    undefined,
    known,
  ]);
});
