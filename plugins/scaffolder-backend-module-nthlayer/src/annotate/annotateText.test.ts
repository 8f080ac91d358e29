import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { annotateText } from './annotateText';

const tier = { 'nthlayer.dev/tier': 'standard' };

function annotate(
  text: string,
  annotations: Record<string, string> = tier,
  selection = {},
) {
  return annotateText(
    { path: 'catalog-info.yaml', text },
    selection,
    annotations,
  );
}

function lines(...parts: string[]): string {
  return parts.map(part => `${part}\n`).join('');
}

describe('annotateText', () => {
  it.each([
    [
      'after the last annotation, whose comment stays',
      [
        '# Mine: do not touch',
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        'metadata:',
        "    name:   'x'   # odd spacing",
        '    annotations:',
        '          a.io/b:   "c"   # why',
        '    tags: [a,   b]',
        'spec: {type:  service}',
      ],
      7,
      '          nthlayer.dev/tier: standard',
    ],
    [
      'below the description where there are none yet',
      [
        'kind: Component',
        'metadata:',
        '  name: x',
        '  tags:',
        '  - a',
        '  description: >-',
        '    two',
        '    lines',
        '  labels: {}',
      ],
      8,
      '  annotations:\n    nthlayer.dev/tier: standard',
    ],
    [
      'at the end of a file',
      ['kind: Component', 'metadata:', '  annotations:', '    a: b'],
      4,
      '    nthlayer.dev/tier: standard',
    ],
  ])('adds a line %s', (_, given, at, added) => {
    const expected = [...given.slice(0, at), added, ...given.slice(at)];
    expect(annotate(lines(...given))).toBe(lines(...expected));
  });

  it('changes a value and leaves its comment', () => {
    const text =
      'kind: C\nmetadata:\n  annotations:\n    nthlayer.dev/tier: "low" # for now\n    z: y\n';
    expect(annotate(text)).toBe(text.replace('"low"', 'standard'));
  });

  it('keeps Windows line ends and a missing one at the end', () => {
    expect(annotate('kind: C\r\nmetadata:\r\n  name: x')).toBe(
      'kind: C\r\nmetadata:\r\n  name: x\r\n  annotations:\r\n    nthlayer.dev/tier: standard\r\n',
    );
  });

  it('quotes what YAML would read as something else', () => {
    const text = annotate('kind: C\nmetadata:\n  name: x\n', {
      'a.io/flag': 'false',
      'a.io/number': '0042',
      'a.io/text': 'a: b # c',
    });
    expect(parse(text).metadata.annotations).toEqual({
      'a.io/flag': 'false',
      'a.io/number': '0042',
      'a.io/text': 'a: b # c',
    });
  });

  it.each([
    [
      'flow style',
      'kind: C\nmetadata: {name: x, annotations: {a: b}}\n# end\n',
    ],
    [
      'an empty map',
      'kind: C\nmetadata:\n  name: x\n  annotations: {}\n# end\n',
    ],
    ['nothing', 'kind: C\nmetadata:\n  name: x\n  annotations:\n# end\n'],
    [
      'a block scalar',
      'kind: C\nmetadata:\n  name: x\n  annotations:\n    nthlayer.dev/tier: |\n      low\n# end\n',
    ],
  ])('adds to annotations that are %s', (_, text) => {
    const edited = annotate(text);
    expect(parse(edited).metadata.annotations).toMatchObject(tier);
    expect(edited).toContain('# end');
    expect(annotate(edited)).toBe(edited);
  });

  const entry = '"nthlayer.dev/tier": "standard"';
  it.each([
    [
      'metadata in flow style',
      '# mine\nkind: C\nmetadata: {name:   x,tags: [a,  b] } # why\nspec: {type:  service}\n',
      'b]',
      `b], "annotations": { ${entry} }`,
    ],
    [
      'annotations in flow style',
      'kind: C\nmetadata:\n    name: x\n    annotations: {a.io/b:  c , z: "y"} # why\n',
      '"y"',
      `"y", ${entry}`,
    ],
    [
      'an annotation in flow style',
      'kind: C\nmetadata: {name: x, annotations: {nthlayer.dev/tier: low,  z: y}}\n',
      'low',
      '"standard"',
    ],
    [
      'flow style with a comma at its end',
      'kind: C\nmetadata: {name: x, annotations: {\n  a: b,  # why\n  }}\n',
      'a: b',
      `a: b,\n  ${entry}`,
    ],
    [
      'empty annotations in flow style',
      'kind: C\nmetadata: {name: x, annotations: {}, tags: [ a ]}\n',
      '{},',
      `{ ${entry} },`,
    ],
    [
      'null in flow style',
      'kind: C\nmetadata: {name: x, annotations: null, tags: [ a ]}\n',
      'null',
      `{ ${entry} }`,
    ],
    [
      'a block of lines',
      'kind: C\nmetadata:\n  annotations:\n    nthlayer.dev/tier: |\n      low\n    z:  y # why\n',
      '|\n      low',
      'standard',
    ],
    [
      'a line of JSON',
      '{"kind":"C","metadata":{"name":"x"},"spec":{"a":[1,2]}}',
      '"x"',
      `"x", "annotations": { ${entry} }`,
    ],
    [
      'JSON with annotations',
      '{\n\t"kind": "C",\n\t"metadata": {\n\t\t"annotations": {\n\t\t\t"a.io/b": "c"\n\t\t},\n\t\t"name": "x"\n\t}\n}\n',
      '"c"',
      `"c",\n\t\t\t${entry}`,
    ],
    [
      'JSON without annotations',
      '{\r\n  "kind": "C",\r\n  "metadata": {\r\n    "name": "x"\r\n  }\r\n}\r\n',
      '"x"',
      `"x",\r\n    "annotations": {\r\n      ${entry}\r\n    }`,
    ],
  ])('changes nothing but %s', (_, text, from, to) => {
    const edited = annotate(text);
    expect(edited).toBe(text.replace(from, to));
    expect(parse(edited).metadata.annotations).toMatchObject(tier);
    expect(annotate(edited)).toBe(edited);
  });

  it('keeps JSON JSON, however it is laid out', () => {
    const entity = fc.record({
      kind: fc.constant('C'),
      metadata: fc.record(
        {
          name: fc.constant('x'),
          annotations: fc.dictionary(fc.string(), fc.string(), {
            noNullPrototype: true,
          }),
          labels: fc.object({ maxDepth: 1, values: [fc.string()] }),
        },
        { requiredKeys: ['name'], noNullPrototype: true },
      ),
    });
    fc.assert(
      fc.property(
        entity,
        fc.constantFrom(undefined, 2, 4, '\t'),
        (value, space) => {
          const { annotations, ...metadata } = value.metadata;
          fc.pre(!JSON.stringify(value).includes('__proto__'));
          const edited = JSON.parse(
            annotate(JSON.stringify(value, undefined, space)),
          );
          expect(edited).toEqual({
            ...value,
            metadata: { ...metadata, annotations: { ...annotations, ...tier } },
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('changes nothing where an annotation has no place of its own', () => {
    const text =
      'kind: C\nmetadata:\n  annotations:\n    nthlayer.dev/tier: &t low\n    z: *t\n';
    expect(() => annotate(text)).toThrow(/Write them in by hand/);
  });

  const two =
    '# first\nkind: Component\nmetadata:\n  name: a # A\n---\n# second\nkind: Component\nmetadata:\n  name: b\n  namespace: other\n...\n';

  it('takes one entity of several', () => {
    expect(annotate(two, tier, { name: 'a' })).toBe(
      two.replace(
        '  name: a # A\n',
        '  name: a # A\n  annotations:\n    nthlayer.dev/tier: standard\n',
      ),
    );
    const second = annotate(two, tier, {
      kind: 'component',
      namespace: 'other',
      name: 'B',
    });
    expect(second.startsWith(two.slice(0, two.indexOf('---')))).toBe(true);
    expect(parseAllDocuments(second)[1].toJS().metadata.annotations).toEqual(
      tier,
    );
  });

  it.each([
    [
      'several fit',
      two,
      {},
      tier,
      /2 entities that fit.*component:default\/a.*component:other\/b/,
    ],
    [
      'none fits',
      two,
      { name: 'c' },
      tier,
      /no entity that fits.*component:default\/a/,
    ],
    ['it has none', 'a: 1\n', {}, tier, /it has none/],
    [
      'it is not YAML',
      'kind: C\nmetadata:\n  name: [\n',
      {},
      tier,
      /catalog-info\.yaml:\d+:\d+ error invalid-yaml/,
    ],
    [
      'a key is given twice',
      'kind: C\nkind: D\n',
      {},
      tier,
      /catalog-info\.yaml:2:1 error duplicate-key/,
    ],
    ['it has no metadata', 'kind: C\n', {}, tier, /no metadata/],
    [
      'a key cannot be one',
      two,
      { name: 'a' },
      { '-x y': '1' },
      /"-x y" cannot be an annotation/,
    ],
    [
      'a value has a line break',
      two,
      { name: 'a' },
      { 'a.io/b': 'x\ny' },
      /"a\.io\/b" has a line break/,
    ],
    ['there is nothing to add', two, { name: 'a' }, {}, /annotations is empty/],
    [
      'annotations are shared',
      'x: &s {a: b}\nkind: C\nmetadata:\n  name: x\n  annotations: *s\n',
      {},
      tier,
      /./,
    ],
  ])('throws when %s', (_, text, selection, annotations, message) => {
    expect(() =>
      annotate(text, annotations as Record<string, string>, selection),
    ).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(message),
      }),
    );
  });

  it('adds whole lines only, and changes nothing the second time', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const value = fc.oneof(
      word,
      fc.constantFrom(
        '"q # q"',
        "'it''s'",
        '2',
        '~',
        '>-\n      folded\n      text',
      ),
    );
    fc.assert(
      fc.property(
        fc.dictionary(word, value, { minKeys: 1, noNullPrototype: true }),
        fc.constantFrom('', '  # comment'),
        (entries, comment) => {
          const body = Object.entries(entries).map(
            ([key, text]) =>
              `    ${key}: ${text}${text.startsWith('>') ? '' : comment}`,
          );
          const text = lines(
            'kind: C',
            'metadata:',
            '  name: x',
            '  annotations:',
            ...body,
            'spec:',
            '- 1',
          );
          const edited = annotate(text);
          const added = edited
            .split('\n')
            .filter(line => line !== '    nthlayer.dev/tier: standard');
          expect(added.join('\n')).toBe(text);
          expect(annotate(edited)).toBe(edited);
        },
      ),
    );
  });
});
