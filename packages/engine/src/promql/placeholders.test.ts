import fc from 'fast-check';
import { selectorsIn } from './references';
import { matcher, selector } from './builders';
import { parse } from './parse';
import { print, printForGrafana } from './print';

const GRAFANA = { placeholders: 'grafana' } as const;

describe('Grafana variables', () => {
  it.each([
    'rate(a[$__rate_interval])',
    'rate(a[${__interval}] offset $shift)',
    'rate(a[[[window]]])',
    'max_over_time(a[$__range:$__interval])',
    'max_over_time(a[${hours}h:[[step]]])',
    'a offset -$shift',
    'a @ ${__to:date:seconds}',
    'a{b="$job",c=~"${job:regex}",d="[[job]]-x"}',
    'a{b="x $job y ${env} z"}',
    'sum by ($group) (a)',
    'sum by (b, $group, ${other:csv}) (a)',
    'a / on ($join) group_left ([[copy]]) b',
    'a > $threshold',
    'topk($limit, a)',
    '$metric',
    '$metric{b="c"}',
    'http_$kind{b="c"}',
    '${kind}_total',
    'rate(http_[[kind]]_total[5m])',
    'a{$label="b"}',
    'a{b="${__data.fields.Value}"}',
    'label_replace(a, "$dst", "$1", "src", "(.*)")',
    'label_replace(a, "b", "${1}-$2", "src", "(.*)")',
  ])('%s is printed as it was', text => {
    const { expression, diagnostics } = parse(text, GRAFANA);
    expect(diagnostics).toEqual([]);
    expect(printForGrafana(expression!)).toBe(text);
    expect(print(expression!)).toBe(text);
  });

  it.each([
    ['a{$filters}', 'invalid-promql', 3],
    ['$fn(a)', 'invalid-promql', 1],
    ['sum($a $b)', 'invalid-promql', 8],
    ['a{"$x"="b"}', 'unsupported-promql', 3],
    ['a[$1]', 'grafana-variable', 3],
  ])('%s is refused: %s', (text, code, column) => {
    expect(parse(text, GRAFANA).diagnostics).toEqual([
      expect.objectContaining({ code, position: { line: 1, column } }),
    ]);
  });

  it('tells variables from text', () => {
    const { expression } = parse('a{b="$x",c="\\u0024x $y"}', GRAFANA);
    const [{ matchers }] = selectorsIn(expression!);
    expect(matchers).toEqual([
      {
        label: 'b',
        op: '=',
        value: '$x',
        placeholders: [{ at: 0, text: '$x' }],
      },
      {
        label: 'c',
        op: '=',
        value: '$x $y',
        placeholders: [{ at: 3, text: '$y' }],
      },
    ]);
    expect(printForGrafana(expression!)).toBe('a{b="$x",c="\\u0024x $y"}');
  });

  it('leaves text alone where no variables are expected', () => {
    const { expression } = parse('a{b="$x ${y:raw} [[z]]"}');
    expect(selectorsIn(expression!)[0].matchers).toEqual([
      { label: 'b', op: '=', value: '$x ${y:raw} [[z]]' },
    ]);
    expect(printForGrafana(expression!)).toBe(
      'a{b="\\u0024x \\u0024{y:raw} \\u005b[z]]"}',
    );
  });

  it('gives Grafana nothing to fill in, whatever a value holds', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('$', '{', '}', '[', ']', 'x', ':', '"', '\\', '1'),
    });
    const variable = /\$[A-Za-z_]|\$\{[A-Za-z_]|\[\[[A-Za-z_]/;
    fc.assert(
      fc.property(hostile, hostile, (value, name) => {
        const tree = selector(`m${name}`, [
          matcher('b', '=', value),
          matcher(`l${name}`, '!=', value),
        ]);
        const text = printForGrafana(tree);
        expect(text).not.toMatch(variable);
        expect(parse(text, GRAFANA).expression).toEqual(tree);
      }),
    );
  });
});

describe('windows of SLO documents', () => {
  it.each([
    'rate(a[{{.window}}])',
    'rate(a[{{ .window }}])',
    'rate(a[window])',
    'rate(a[$__rate_interval])',
    'rate(a[${window}])',
  ])('%s', text => {
    const { expression } = parse(text, { placeholders: 'slo' });
    expect(print(expression!)).toBe(text);
    expect(parse(text).diagnostics).toHaveLength(1);
  });

  it('does not take a metric for a window', () => {
    const { expression } = parse('window + a{window="window"}', {
      placeholders: 'slo',
    });
    expect(selectorsIn(expression!).map(({ metric }) => metric)).toEqual([
      'window',
      'a',
    ]);
  });
});
