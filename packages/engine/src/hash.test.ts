import fc from 'fast-check';
import { canonicalJson, compareText, createAsset, sha256 } from './hash';

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['é', '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c'],
  ])('hashes the UTF-8 bytes of %j', (text, expected) => {
    expect(sha256(text)).toBe(expected);
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined })).toBe(
      '{"b":[{"c":2,"d":1}]}',
    );
  });

  it('keeps the order of arrays and the value itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = JSON.stringify(value);
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(text));
      }),
    );
  });
});

it('orders texts by code unit', () => {
  expect(['b', 'B', 'a', 'é', 'a'].sort(compareText)).toEqual([
    'B',
    'a',
    'a',
    'b',
    'é',
  ]);
});

it('gives an asset the hash of its content', () => {
  const asset = createAsset({
    id: 'a',
    kind: 'openslo',
    title: 'A',
    path: 'a.yaml',
    mediaType: 'application/yaml',
    content: 'abc',
  });
  expect(asset.sha256).toBe(sha256('abc'));
});
