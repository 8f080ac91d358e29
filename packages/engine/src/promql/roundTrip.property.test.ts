import fc from 'fast-check';
import { cpuMs } from '../__testUtils__/cpuMs';
import * as promql from '.';
import { Expression } from './expression';

const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '`', "'", '}', '{', '#', '\u0000'),
  }),
  fc.constantFrom('x"} or vector(1) or up{a="', '\\', '\ud800', '.*', 'é☃'),
);
const labelName = fc.oneof(
  fc.constantFrom('le', 'service', 'status', 'on', 'by'),
  fc.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/),
  hostileText,
);
const metricName = fc.oneof(
  fc.constantFrom(
    'up',
    'nthlayer:sli_bad:delta1m',
    'sum',
    'offset',
    'inf',
    'constructor',
  ),
  hostileText.filter(text => text !== ''),
);
const matcher = fc
  .tuple(labelName, fc.constantFrom('=' as const, '!=' as const), hostileText)
  .filter(([label]) => label !== '__name__')
  .map(([label, op, value]) => promql.matcher(label, op, value));
const pattern = fc
  .tuple(labelName, fc.array(hostileText, { minLength: 2, maxLength: 3 }))
  .map(([label, values]) => promql.anyOf(label, values));
const selector = fc
  .tuple(metricName, fc.array(fc.oneof(matcher, pattern), { maxLength: 3 }))
  .map(([metric, matchers]) => promql.selector(metric, matchers));
const durationMs = fc.integer({ min: 1, max: 400 * 86_400_000 });
const numberNode = fc
  .oneof(
    fc.double({ noNaN: true }),
    fc.integer(),
    fc.constantFrom(Infinity, -Infinity, 0.0144, 1e-7, 1e21),
  )
  .map(promql.number);
const labels = fc.array(labelName, { maxLength: 2 });
const matching = fc
  .tuple(
    labels,
    fc.boolean(),
    fc.option(
      fc.record({
        side: fc.constantFrom('left' as const, 'right' as const),
        include: labels,
      }),
      { nil: undefined },
    ),
  )
  .map(([names, isOn, group]) =>
    isOn ? promql.on(names, group) : promql.ignoring(names, group),
  );
const op = fc.constantFrom(
  ...(['^', '*', '/', '%', 'atan2', '+', '-', '==', '!='] as const),
  ...(['<=', '<', '>=', '>', 'and', 'unless', 'or'] as const),
);

const { expression } = fc.letrec<{ expression: Expression }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    selector,
    numberNode,
    hostileText.map(promql.string),
    fc
      .tuple(selector, durationMs)
      .map(([of, rangeMs]) => promql.rangeSelector(of, rangeMs)),
    fc
      .tuple(selector, fc.integer({ min: -1e9, max: 1e9 }))
      .map(([of, ms]) => promql.offset(of, ms)),
    fc
      .tuple(selector, fc.constantFrom('start' as const, 'end' as const, 12.5))
      .map(([of, time]) => promql.at(of, time)),
    fc
      .tuple(tie('expression'), durationMs, fc.option(durationMs))
      .map(([of, range, step]) =>
        promql.subquery(of, range, step ?? undefined),
      ),
    fc
      .tuple(fc.constantFrom('-' as const, '+' as const), tie('expression'))
      .map(([sign, of]) => promql.unary(sign, of)),
    fc
      .tuple(
        op,
        tie('expression'),
        tie('expression'),
        fc.boolean(),
        fc.option(matching, { nil: undefined }),
      )
      .map(([name, left, right, bool, joined]) =>
        promql.binary(name, left, right, { bool, matching: joined }),
      ),
    fc
      .tuple(
        fc.constantFrom('sum', 'topk'),
        tie('expression'),
        fc.option(labels, { nil: undefined }),
      )
      .map(([name, of, names]) =>
        promql.aggregate(
          name,
          of,
          names && promql.by(names),
          name === 'topk' ? promql.number(3) : undefined,
        ),
      ),
    fc
      .array(tie('expression'), { maxLength: 3 })
      .map(args => promql.call('label_replace', ...args)),
  ),
}));

/** What a label value must never change: every node, its operators and names, but no text inside. */
function shapeOf(of: Expression): string {
  return JSON.stringify(of, (key, value) => (key === 'value' ? '·' : value));
}

describe('printing and parsing', () => {
  it('gives the same tree back, so the text means what was built', () => {
    fc.assert(
      fc.property(expression, tree => {
        const text = promql.print(tree);
        const { expression: parsed, diagnostics } = promql.parse(text);
        expect(diagnostics).toEqual([]);
        expect(parsed).toEqual(tree);
        expect(promql.print(parsed!)).toBe(text);
        const panel = promql.parse(promql.printForGrafana(tree), {
          placeholders: 'grafana',
        });
        expect(panel.expression).toEqual(tree);
      }),
      { numRuns: 500 },
    );
  });

  it('never lets a label value change the shape', () => {
    const rate = (value: string) =>
      promql.binary(
        '/',
        promql.aggregate(
          'sum',
          promql.selector('a', [promql.matcher('service', '=', value)]),
        ),
        promql.selector('b', [promql.anyOf('service', [value, 'z'])]),
      );
    const expected = shapeOf(rate('plain'));
    fc.assert(
      fc.property(hostileText, value => {
        const { expression: parsed } = promql.parse(promql.print(rate(value)));
        expect(parsed && shapeOf(parsed)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('matches exactly the given values by pattern', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (value, other) => {
        const regex = new RegExp(`^(?:${promql.alternation([value])})$`, 's');
        expect(regex.test(value)).toBe(true);
        expect(regex.test(other)).toBe(value === other);
      }),
    );
  });
});

describe('parse', () => {
  it('ends soon, whatever 100 KB hold', () => {
    const size = 100_000;
    const fill = (text: string) => text.repeat(Math.floor(size / text.length));
    const texts = [
      ...['(', '-', 'a + ', 'a b ', ') ( } "', '2^', 'sum by (x) (', '"\\'],
      ...['a{b="c"} or ', 'abs(', '[', 'a[5m:', '$', '{{', '[[', '#\n'],
    ].map(fill);
    const wide = [
      `a{${fill('b="c",')}}`,
      `a{b=~"${fill('x|')}x"}`,
      `a{b=~"${'('.repeat(150)}${fill('a*')}${')'.repeat(150)}"}`,
      `label_join(a, "b", "-"${fill(', "c"')})`,
      `a${fill(' offset 1s')}`,
    ];
    const cost = cpuMs(() => {
      for (const text of [...texts, ...wide]) {
        promql.parseTyped(text, { placeholders: 'slo' });
      }
    });
    expect(cost).toBeLessThan(15_000);
  });

  it('never throws, whatever the text', () => {
    const fragment = fc.constantFrom(
      ...['sum', '(', ')', 'a', '{', '}', '[5m]', ' offset 1m', '"', '\\'],
      ...['-', '1', ' or ', ' by (x)', '@', '[1h:]', ',', '=~', '#', '\n'],
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fragment })),
        text => {
          const { expression: parsed, diagnostics } = promql.parse(text);
          expect(parsed === undefined).toBe(diagnostics.length > 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
