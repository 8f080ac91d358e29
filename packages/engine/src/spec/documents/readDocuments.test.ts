import { readDocuments, readSpecDocuments } from './readDocuments';

const file = (text: string) => ({ path: 'nthlayer.yaml', text });

function findings(text: string) {
  return readDocuments(file(text)).diagnostics.map(
    ({ severity, code, position }) =>
      `${severity} ${code} ${position?.line}:${position?.column}`,
  );
}

function values(text: string) {
  return readDocuments(file(text)).documents.map(({ value }) => value);
}

describe('readDocuments', () => {
  it.each([
    ['one document', 'a: 1\n', [{ a: 1 }]],
    ['several', 'a: 1\n---\na: 2\n---\n', [{ a: 1 }, { a: 2 }]],
    ['JSON', '{"a": [1, "2", true, null]}', [{ a: [1, '2', true, null] }]],
    ['a list of documents', '- a: 1\n- a: 2\n', [{ a: 1 }, { a: 2 }]],
    ['a JSON list', '[{"a": 1}, {"a": 2}]', [{ a: 1 }, { a: 2 }]],
    ['nothing', '', []],
    ['only comments', '# a\n---\n# b\n', []],
    [
      'Windows lines and a byte order mark',
      '\uFEFFa: 1\r\nb: 2\r\n',
      [{ a: 1, b: 2 }],
    ],
    [
      'times as texts',
      'a: 2022-01-01 12:00:00\nb: 2022-01-01\n',
      [{ a: '2022-01-01 12:00:00', b: '2022-01-01' }],
    ],
    [
      'times as texts in YAML 1.1, too',
      '%YAML 1.1\n---\na: 2022-01-01\nb: yes\n',
      [{ a: '2022-01-01', b: 'yes' }],
    ],
  ])('reads %s', (_what, text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(findings(text)).toEqual([]);
  });

  it.each([
    ['apiVersion: backstage.io/v1alpha1', 'backstage'],
    ['apiVersion: scaffolder.backstage.io/v1beta3', 'backstage'],
    ['apiVersion: nthlayer.dev/v1alpha1', 'nthlayer'],
    ['apiVersion: nthlayer.dev/v9', 'nthlayer'],
    ['apiVersion: openslo/v1', 'openslo'],
    ['apiVersion: openslo.com/v2alpha', 'openslo'],
    ['apiVersion: srm/v1', 'srm'],
    ['apiVersion: opensrm.nthlayer.io/v2', 'manifest'],
    ['service: { name: a, tier: low }', 'legacy'],
    ['{ service: { name: a }, resources: [] }', 'legacy'],
    [
      '{ apiVersion: nthlayer.dev/v1, kind: Service, service: { team: a } }',
      'legacy',
    ],
    ['{ environment: prod, resources: [] }', 'legacy'],
    // values of a Helm chart
    ['{ service: { type: ClusterIP, port: 80 }, resources: {} }', 'unknown'],
    ['{ service: { name: a }, resources: { limits: {} } }', 'unknown'],
    ['apiVersion: evilbackstage.io/v1', 'unknown'],
    ['apiVersion: 1', 'unknown'],
    ['x', 'unknown'],
  ])('takes %j for %s', (text, format) => {
    expect(readDocuments(file(text)).documents[0].format).toBe(format);
  });

  it.each([
    ['no YAML', 'a: [1, 2\nb: 3\n', 'error invalid-yaml 2:1', 0],
    ['a tab', 'a:\n\tb: 1\n', 'error invalid-yaml 2:1', 0],
    ['bad indentation', 'a:\n   b: 1\n  c: 2\n', 'error invalid-yaml 3:1', 0],
    ['a colon too many', 'a: b: c\n', 'error invalid-yaml 1:4', 0],
    [
      'a key given twice',
      'a:\n  b: 1\n  c: 2\n  b: 3\n',
      'error duplicate-key 4:3',
      1,
    ],
    ['a key that is a list', '? [a]\n: 1\nb: 2\n', 'error invalid-key 1:3', 1],
    ['a merge key', 'a: &a {x: 1}\nb: {<<: *a}\n', 'error merge-key 2:5', 1],
    ['an unknown alias', 'a: *b\n', 'error invalid-alias 1:4', 0],
    ['an alias of itself', 'a: &a [*a]\n', 'error invalid-alias 1:8', 0],
    ['a tag of its own', 'a: !secret b\n', 'error unknown-tag 1:4', 1],
    [
      'a tag that makes something else',
      'a: !!binary aGk=\n',
      'error unknown-tag 1:4',
      1,
    ],
    [
      'a control character',
      'a: b\nc: \u0007\n',
      'error control-character 2:4',
      0,
    ],
    ['half a character', 'a: \ud800\n', 'error control-character 1:4', 0],
  ])('answers %s with its position', (_what, text, expected, documents) => {
    expect(findings(text)).toEqual([expected]);
    expect(values(text)).toHaveLength(documents);
  });

  it('keeps the other documents of a file with a broken one', () => {
    expect(values('a: 1\n---\na: [\n---\na: 3\n')).toEqual([
      { a: 1 },
      { a: 3 },
    ]);
  });

  it('keeps neither value of a key that is given twice', () => {
    expect(values('a: 1\nb: 2\na: 3\n')).toEqual([{ b: 2 }]);
  });

  it('gives no name a way to a prototype', () => {
    const [value] = values('__proto__: {admin: true}\nconstructor: 1\n');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { admin?: boolean }).admin).toBeUndefined();
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
  });
});

describe('limits', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    .concat(
      ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, index) => {
        const before = 'abcdefgh'[index];
        return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
      }),
    )
    .join('\n');
  const manyKeys = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join(
    '\n',
  );

  it.each([
    ['more than 256 KB', `a: ${'x'.repeat(256 * 1024)}`, 'file-too-large 1:1'],
    [
      '256 KB of characters of several bytes',
      `a: ${'€'.repeat(90_000)}`,
      'file-too-large 1:1',
    ],
    ['an alias bomb', bomb, 'invalid-alias 9:40'],
    [
      'too many aliases',
      `a: &a 1\nb: [${Array(101).fill('*a').join(', ')}]`,
      'too-many-aliases 2:405',
    ],
    ['a deep flow sequence', '['.repeat(20_000), 'too-deep 1:69'],
    [
      'a deep closed one',
      `${'['.repeat(40)}${']'.repeat(40)}`,
      'too-deep 1:33',
    ],
    ['a deep flow map', '{a: '.repeat(5000), 'too-deep 1:270'],
    [
      'a deep block',
      Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'too-deep 68:69',
    ],
    ['a deep block sequence', `${'- '.repeat(5000)}x`, 'too-deep 1:136'],
    ['many keys', manyKeys, 'too-many-keys 2002:6'],
    [
      'many words',
      `a:\n${'- [1, 2]\n'.repeat(20_000)}`,
      'too-many-values 9092:5',
    ],
    [
      'many words, unusually',
      `b: !!str\na:\n${'- [1, 2]\n'.repeat(20_000)}`,
      'too-many-values 9092:9',
    ],
    [
      'one key too many',
      manyKeys.split('\n').slice(0, 2001).join('\n'),
      'too-many-keys 2001:1',
    ],
  ])('refuse %s where it becomes too much', (_what, text, code) => {
    const { documents, diagnostics } = readSpecDocuments(file(text));

    expect(
      diagnostics.map(
        ({ code: each, position }) =>
          `${each} ${position?.line}:${position?.column}`,
      ),
    ).toEqual([code]);
    expect(documents).toEqual([]);
    // what happened, and what to do
    expect(diagnostics[0].detail?.match(/\./g)?.length).toBeGreaterThan(1);
  });

  it('let 32 levels, 2,000 keys and 100 aliases through', () => {
    const deep = `${'['.repeat(32)}1${']'.repeat(32)}`;
    const aliases = `a: &a 1\nb: [${Array(100).fill('*a').join(', ')}]`;
    const block = Array.from({ length: 32 }, (_, i) => `${' '.repeat(i)}a:`);
    const keys = manyKeys.split('\n').slice(0, 2000).join('\n');
    for (const text of [deep, aliases, keys, `${block.join('\n')} 1`]) {
      expect(findings(text)).toEqual([]);
    }
  });

  it('are wider for files of the catalog, and only for those', () => {
    const entity = 'apiVersion: backstage.io/v1alpha1\nkind: Component\n';
    const text = `${entity}x: ${'x'.repeat(300 * 1024)}`;
    expect(readDocuments(file(text)).documents).toHaveLength(1);
    expect(readDocuments(file(`\uFEFF${text}`)).documents).toHaveLength(1);
    expect(readSpecDocuments(file(text)).diagnostics[0].code).toBe(
      'file-too-large',
    );
    expect(readDocuments(file(`# ${text}`)).diagnostics[0].code).toBe(
      'file-too-large',
    );
  });
});

describe('locate', () => {
  const text = [
    '# first line',
    'apiVersion: openslo/v1',
    'spec:',
    '  tier: critical',
    '  slos:',
    '    - preset: availability',
    '      target: 99.9',
    '    - {preset: latency, target: 99}',
    '  labels:',
    '    "cost-centre": 1',
    '  empty:',
    '  long: |',
    '    text',
  ].join('\n');
  const [document] = readDocuments(file(text)).documents;

  it.each([
    [['spec', 'tier'], 'value', '4:9'],
    [['spec', 'tier'], 'key', '4:3'],
    [['spec', 'slos'], 'value', '5:3'],
    [['spec', 'slos', 0], 'value', '6:7'],
    [['spec', 'slos', 0, 'target'], 'value', '7:15'],
    [['spec', 'slos', 1, 'target'], 'value', '8:33'],
    [['spec', 'labels', 'cost-centre'], 'value', '10:20'],
    [['spec', 'labels', 'cost-centre'], 'key', '10:5'],
    [['spec', 'empty'], 'value', '11:3'],
    [['spec', 'long'], 'value', '12:9'],
    // what is missing is missed where it would stand
    [['spec', 'slos', 0, 'threshold'], 'value', '6:7'],
    [['spec', 'nothing', 'at', 'all'], 'value', '3:1'],
    [['metadata', 'name'], 'value', '2:1'],
    [[], 'value', '2:1'],
  ] as const)('finds %j (%s) at %s', (path, part, expected) => {
    const { line, column, file: name } = document.locate(path, part) ?? {};
    expect(`${line}:${column}`).toBe(expected);
    expect(name).toBe('nthlayer.yaml');
  });

  it('gives a byte order mark no column', () => {
    const marked = readDocuments(file('\uFEFFa: b: c\n')).diagnostics;
    expect(marked).toEqual(readDocuments(file('a: b: c\n')).diagnostics);
  });

  it('finds items of a list of documents, and what an alias stands for', () => {
    const [, second] = readDocuments(
      file('- a: &a\n    b: 1\n- c: *a\n'),
    ).documents;
    expect(second.locate(['c'])).toMatchObject({ line: 3, column: 3 });
    expect(second.locate(['c', 'b'])).toMatchObject({ line: 2, column: 8 });
  });
});
