import { parseTyped } from '../parseTyped';
import { call, number, selector } from '../builders';
import { parse } from '../parse';
import { checkTypes } from './checkTypes';
import { AGGREGATIONS, FUNCTIONS } from './functions';
import { ValueType } from './valueType';

/** An argument of each type. */
const ARGUMENTS: Readonly<Record<Exclude<ValueType, 'unknown'>, string>> = {
  scalar: '1',
  string: '"a"',
  'instant vector': 'a',
  'range vector': 'a[5m]',
};

function codesOf(text: string): string[] {
  return parseTyped(text).diagnostics.map(({ code }) => code);
}

describe('types', () => {
  it.each<[string, ValueType]>([
    ['1', 'scalar'],
    ['"a"', 'string'],
    ['a', 'instant vector'],
    ['a[5m]', 'range vector'],
    ['a[5m:1m] offset 1h @ end()', 'range vector'],
    ['-1 + 2 ^ 3', 'scalar'],
    ['-a', 'instant vector'],
    ['1 > bool 2', 'scalar'],
    ['1 > a', 'instant vector'],
    ['scalar(a) * time()', 'scalar'],
    ['vector(1)', 'instant vector'],
    ['sum(a) / on (b) group_left (c) d', 'instant vector'],
    ['count_values("x", a)', 'instant vector'],
    ['topk(scalar(k), a)', 'instant vector'],
    ['hour()', 'instant vector'],
    ['hour(a) and vector(1)', 'instant vector'],
    ['round(a, 5)', 'instant vector'],
    ['label_join(a, "b", "-", "c", "d", "e")', 'instant vector'],
    ['rate(a[5m])[1h:]', 'range vector'],
    ['histogram_fraction(0, 0.2, a)', 'instant vector'],
    ['quantile_over_time(0.5, a[5m])', 'instant vector'],
  ])('%s gives %s', (text, type) => {
    expect(parseTyped(text)).toMatchObject({ type, diagnostics: [] });
  });

  it.each([
    ['rate(a)', 'wrong-argument-type', 6],
    ['rate(a[5m] > 1)', 'wrong-operand', 12],
    ['abs(a[5m])', 'wrong-argument-type', 5],
    ['sum(a[5m])', 'wrong-argument-type', 5],
    ['sum(1)', 'wrong-argument-type', 5],
    ['scalar(1)', 'wrong-argument-type', 8],
    ['vector(a)', 'wrong-argument-type', 8],
    ['histogram_quantile(a, b)', 'wrong-argument-type', 20],
    ['label_replace(a, "b", "c", "d", e)', 'wrong-argument-type', 33],
    ['topk("1", a)', 'wrong-argument-type', 6],
    ['count_values(1, a)', 'wrong-argument-type', 14],
    ['(a[5m])[1h:]', 'wrong-argument-type', 2],
    ['1[1h:]', 'wrong-argument-type', 1],
    ['topk(a)', 'wrong-argument-count', 1],
    ['sum(1, a)', 'wrong-argument-count', 1],
    ['rate()', 'wrong-argument-count', 1],
    ['rate(a[5m], 1)', 'wrong-argument-count', 1],
    ['clamp(a, 1)', 'wrong-argument-count', 1],
    ['round(a, 1, 2)', 'wrong-argument-count', 1],
    ['time(a)', 'wrong-argument-count', 1],
    ['1 + "a"', 'wrong-operand', 3],
    ['a + b[5m]', 'wrong-operand', 3],
    ['-"a"', 'wrong-operand', 1],
    ['1 and a', 'wrong-operand', 3],
    ['a or time()', 'wrong-operand', 3],
    ['1 < 2', 'bool-missing', 3],
    ['a + bool b', 'bool-misplaced', 3],
    ['a + on (b) 1', 'matching-misplaced', 3],
    ['1 / ignoring (b) a', 'matching-misplaced', 3],
    ['a and on (b) group_left () c', 'group-misplaced', 3],
    ['a / on (b) group_left (b) c', 'label-given-twice', 3],
  ])('%s is refused: %s', (text, code, column) => {
    const { expression, type, diagnostics } = parseTyped(text);
    expect(expression).toBeUndefined();
    expect(type).toBeUndefined();
    expect(diagnostics).toEqual([
      expect.objectContaining({ code, position: { line: 1, column } }),
    ]);
  });

  it('reports every problem, in the order of the text', () => {
    expect(codesOf('rate(a) + sum(b[5m])')).toEqual([
      'wrong-argument-type',
      'wrong-argument-type',
    ]);
  });

  it('holds an expression to the types that are allowed', () => {
    const allowed = ['scalar', 'instant vector'] as const;
    expect(parseTyped('a[5m]', { allowed }).diagnostics).toEqual([
      expect.objectContaining({
        code: 'wrong-type',
        position: { line: 1, column: 1 },
      }),
    ]);
    expect(parseTyped('a', { allowed }).diagnostics).toEqual([]);
  });

  it('names functions that not every server has', () => {
    expect(parseTyped('sort_by_label(a, "b")')).toMatchObject({
      type: 'instant vector',
      diagnostics: [{ code: 'experimental-function', severity: 'warning' }],
    });
    expect(parseTyped('limitk(1, a)').diagnostics).toMatchObject([
      { code: 'experimental-function', severity: 'warning' },
    ]);
    expect(parseTyped('first_over_time(a[5m])')).toMatchObject({
      type: 'instant vector',
      diagnostics: [{ code: 'new-function', severity: 'info' }],
    });
  });

  it('warns of patterns that backtrack elsewhere', () => {
    expect(parseTyped('rate(a{b=~"(x+)+"}[5m])')).toMatchObject({
      type: 'instant vector',
      diagnostics: [{ code: 'regex-backtracks', severity: 'warning' }],
    });
  });

  it('lets a variable be of any type', () => {
    const options = { placeholders: 'grafana' } as const;
    for (const text of ['rate($x)', 'topk($n, a)', '$a + $b', 'sum($a)']) {
      expect(parseTyped(text, options).diagnostics).toEqual([]);
    }
  });

  it('refuses what was built with an unknown name', () => {
    const unknown = call('constructor', selector('a'), number(1));
    expect(checkTypes(unknown).diagnostics).toMatchObject([
      { code: 'unknown-function' },
    ]);
  });
});

describe('the table of functions', () => {
  it.each(Object.entries(FUNCTIONS))('%s', (name, { args, returns }) => {
    const of = (types: typeof args) =>
      `${name}(${types.map(type => ARGUMENTS[type]).join(', ')})`;
    const text = of(args);
    // The grammar knows start, end, range and step as functions only where they cannot be metrics.
    expect(parse(text).diagnostics).toEqual([]);
    expect(parseTyped(text)).toMatchObject({ type: returns });
    for (const [index, type] of args.entries()) {
      const wrong = type === 'string' ? 'scalar' : 'string';
      expect(codesOf(of(args.with(index, wrong)))).toContain(
        'wrong-argument-type',
      );
    }
  });

  it.each(Object.entries(AGGREGATIONS))('%s', (name, { parameter }) => {
    const given = parameter ? `${ARGUMENTS[parameter]}, ` : '';
    const text = `${name} by (b) (${given}a)`;
    expect(parseTyped(text)).toMatchObject({ type: 'instant vector' });
  });
});
