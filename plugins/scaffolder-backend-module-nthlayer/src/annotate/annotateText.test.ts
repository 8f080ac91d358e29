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
