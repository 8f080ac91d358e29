import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lexer, stringify } from 'yaml';
import { documentsOf } from '../documentsOf';
import { LIMITS } from '../limits';
import { lineIndex } from '../lineIndex';
import { parseYaml } from '../parseYaml';
import { readYaml } from '../readYaml';
import { PropertyPath, SourceDocument } from '../sourceDocument';
import { locatePlaced } from './Placed';
import { readOrdinary } from './readOrdinary';

const ROOT = join(__dirname, '../../../../../..');
const FILES = [
  'tests/formats/servicespec.yaml',
  'tests/formats/openslo.yaml',
  'tests/formats/legacy.yaml',
  'tests/formats/srm-v1.yaml',
  'tests/formats/opensrm-v2.yaml',
  'examples/search-api/nthlayer.yaml',
  'examples/search-api/catalog-info.yaml',
];
const texts = FILES.map(file => readFileSync(join(ROOT, file), 'utf8'));

/** The documents, if the text is ordinary. */
function ordinary(text: string): readonly SourceDocument[] | undefined {
  const read = readOrdinary(text, LIMITS);
  if (read && 'code' in read) {
    throw new Error(read.code);
  }
  return read?.flatMap(({ value, placed }) =>
    documentsOf(
      'a.yaml',
      value,
      locatePlaced(placed, lineIndex('a.yaml', text)),
    ),
  );
}

/** Paths of a value and of all in it, and of what is not there. */
function pathsOf(value: unknown, path: PropertyPath = []): PropertyPath[] {
  const members = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value instanceof Object ? value : {});
  return [
    path,
    [...path, 'missing'],
    [...path, 7],
    ...members.flatMap(([name, item]) => pathsOf(item, [...path, name])),
  ];
}

/** Its format, and where everything in it stands; as one text, since there is a lot of it. */
function whatItSays({ value, format, locate }: SourceDocument): string {
  const places = pathsOf(value).map(path => [
    path,
    locate(path, 'key'),
    locate(path, 'value'),
  ]);
  return JSON.stringify([format, places], undefined, 1);
}

/** What is ordinary is what all of YAML says it is. */
function expectSame(text: string): boolean {
  const found = ordinary(text);
  if (found === undefined) {
    return false;
  }
  const { documents, diagnostics } = readYaml(
    'a.yaml',
    text,
    LIMITS,
    lineIndex('a.yaml', text),
  );
  expect(diagnostics).toEqual([]);
  expect(found.map(({ value }) => value)).toStrictEqual(
    documents.map(({ value }) => value),
  );
  expect(found.map(whatItSays)).toEqual(documents.map(whatItSays));
  const words = [...new Lexer().lex(text)].length;
  expect(readOrdinary(text, { ...LIMITS, words })).toBeInstanceOf(Array);
  const fewer = { ...LIMITS, words: words - 1 };
  expect(readOrdinary(text, fewer)).toMatchObject({ code: 'too-many-values' });
  if (words > 0) {
    expect(parseYaml(text, fewer)).toMatchObject({ code: 'too-many-values' });
  }
  return true;
}

const piece = fc.constantFrom(
  ...[
    '\n',
    '\n\n',
    ' ',
    '  ',
    '    ',
    '\t',
    '- ',
    '-',
    ': ',
    ':',
    '? ',
    '\n- ',
  ],
  ...['# note', ' # note\n', '#', '---\n', '...\n', '--- ', '%YAML 1.1\n'],
  ...['&a ', '*a', '!t ', '!!str ', '<<: ', '|\n', '>-\n', '|2\n', '|+ # b\n'],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '{ a: 1 }',
    '[1, [b], "c"]',
    '{a: , b}',
    '[a: 1]',
  ],
  ...['"', "'", '"a\\tb"', "'it''s'", '"x" :', '""', "''", '"a\n  b"'],
  ...['~', 'null', 'true', '0x1F', '0o17', '1e3', '-0', '.5', '.inf', '-.INF'],
  ...['.nan', '010', '1_000', '12:30', '9007199254740993', 'kind', 'kind: a\n'],
  ...[
    'a',
    'b: ',
    'a:\n',
    '__proto__: 1\n',
    'spec',
    '@',
    '`',
    '%',
    '1: a\n',
    '\r\n',
  ],
  ...['key: |\n  x\n\n   y\n  \n', 'k: >-\n  x\n  y\n\n', ' |+\n', '>\n'],
  ...['{\n  a: b,\n  "c":[\n 1,\n 2 ]\n}', '[\n', '\n]', '\n  ]', '#c\n'],
  ...['a\n  b\n', "'a\n\n  b'", '"a\\\n  b"', 'k: "v" # c\n', 'k:   \n'],
  ...['- - a\n', '- k: v\n', '- |\n  x\n', '- "a"\n', '- [a]\n', '\n---\n'],
  ...['\uFEFF', '\u00a0', '\u2028', '\x85', 'é', '😀', '"<<": ', 'null:\n'],
);

/** A text with a few pieces cut out, added or doubled. */
const changed = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1 }), fc.nat(12), piece), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((whole, [place, cut, added]) => {
      const at = Math.floor(place * whole.length);
      return whole.slice(0, at) + added + whole.slice(at + cut);
    }, text),
  );

describe('ordinary YAML', () => {
  it.each(FILES)('is what people write: %s', file => {
    expect(expectSame(readFileSync(join(ROOT, file), 'utf8'))).toBe(true);
  });

  it('is read as the library reads it, whatever is changed in it', () => {
    let read = 0;
    const runs = 1000;
    fc.assert(
      fc.property(changed, text => {
        read += Number(expectSame(text));
      }),
      { numRuns: runs },
    );
    expect(read).toBeGreaterThan(runs / 10);
  });

  it('is read as the library reads it, whatever it is made of', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        read += Number(expectSame(pieces.join('')));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it('is read as it was printed', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).filter(each => each !== null);
    fc.assert(
      fc.property(value, fc.boolean(), (printed, isFlow) => {
        expectSame(
          stringify(printed, {
            collectionStyle: isFlow ? 'flow' : 'block',
            lineWidth: 40,
          }),
        );
      }),
      { numRuns: 300 },
    );
  });
});
