import fc from 'fast-check';
import { parse, parseAllDocuments } from 'yaml';
import { printYaml, YamlValue } from './printYaml';

const texts = [
  '',
  ' ',
  'a: b',
  'a #b',
  'a:',
  'yes',
  'Null',
  'NaN',
  '1h',
  '1e3',
  'e-0',
  '0x1f',
  '12',
  '2020-01-01',
  '- a',
  '? a',
  '{a}',
  "it's",
  '"',
  '\\',
  'a\nb',
  'a\r\n b\t',
  '\u0000\u0085\u2028\ufeff',
  '😀 é',
  '---',
  '%a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '@',
  '`',
  '(a)',
  'a ',
];

const text = fc.oneof(
  fc.constantFrom(...texts),
  fc.string(),
  fc.string({ unit: 'grapheme' }),
);
const map = fc.letrec<{ value: YamlValue; map: Record<string, YamlValue> }>(
  tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('map'),
    ),
    map: fc.dictionary(
      text.filter(key => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  }),
).map;

describe('printYaml', () => {
  it.each(['1.1', '1.2'] as const)('is read as it is by YAML %s', version => {
    fc.assert(
      fc.property(map, value => {
        const content = { value };
        const printed = printYaml(content, 'comment');
        expect(parseAllDocuments(printed, { version })).toHaveLength(1);
        // not by way of JSON: V8's parser takes the key " for a backslash once it has seen that one
        expect(parse(printed, { version })).toEqual(content);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what is plain readable', () => {
    const expr = 'sum(a{b="c"}[5m] offset 1m) / 2 > 0.5';
    expect(printYaml({ rules: [{ expr, for: '10m' }, 'x'] }, 'Top')).toBe(
      `# Top\n\nrules:\n  - expr: ${expr}\n    for: 10m\n  - x\n`,
    );
  });
});
