import { Matcher, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { cpuMs } from '../__testUtils__/cpuMs';
import { labelPattern } from './labelPattern';
import { sliSeries } from './sliSeries';

function ratio(matchers: Matcher[]): Sli {
  return {
    kind: 'ratio',
    total: { metric: 'm_total', matchers: [] },
    bad: { metric: 'm_total', matchers },
    groupBy: [],
  };
}

describe('sliSeries', () => {
  it.each<[Matcher['op'], string, (string | undefined)[]]>([
    ['=', '500', ['500']],
    ['!=', '500', ['503', '200', 'x500', '', undefined]],
    ['=~', '5..', ['500', '503']],
    ['!~', '5..', ['200', 'x500', '', undefined]],
    ['=~', '', ['', undefined]],
    ['=~', '500|200', ['500', '200']],
    ['=~', '.+', ['500', '503', '200', 'x500']],
    ['=~', '[2-4]..', ['200']],
  ])('matches whole values with %s %j as PromQL does', (op, value, want) => {
    const set = sliSeries(ratio([{ label: 'status', op, value }]));
    const all = ['500', '503', '200', 'x500', '', undefined];
    const matched = all.filter(status =>
      set?.bad?.matches(status === undefined ? { other: '500' } : { status }),
    );
    expect(matched).toEqual(want);
    expect(set?.bad?.metric).toBe('m_total');
  });

  it('asks all matchers', () => {
    const set = sliSeries(
      ratio([
        { label: 'service', op: '=', value: 'a' },
        { label: 'status', op: '=~', value: '5..' },
      ]),
    );
    expect(set?.bad?.matches({ service: 'a', status: '500' })).toBe(true);
    expect(set?.bad?.matches({ service: 'b', status: '500' })).toBe(false);
    expect(set?.total.matches({})).toBe(true);
  });

  it('takes the bucket of the threshold, however it is written', () => {
    const set = sliSeries({
      kind: 'latency',
      bucket: { metric: 'd_bucket', matchers: [] },
      total: { metric: 'd_count', matchers: [] },
      thresholdMs: 1000,
      unitMs: 1000,
      groupBy: [],
    });
    const bounds = ['0.5', '1', '1.0', '1e0', '10', '+Inf', '', undefined];
    expect(
      bounds.filter(le => set?.good?.matches(le === undefined ? {} : { le })),
    ).toEqual(['1', '1.0', '1e0']);
    expect(set?.good?.metric).toBe('d_bucket');
    expect(set?.total.metric).toBe('d_count');
    expect(set?.bad).toBeUndefined();
  });

  it('does not guess what Prometheus would refuse', () => {
    expect(
      sliSeries(ratio([{ label: 'a', op: '=~', value: '(?=a)a' }])),
    ).toBeUndefined();
  });
});

describe('labelPattern', () => {
  it.each(['a\\.b', 'a\\|b', '/v1/.*', '5..|429', '', 'é'.normalize('NFD')[0]])(
    'understands %j',
    pattern => {
      expect(labelPattern(pattern)).toBeDefined();
    },
  );

  it.each([
    ['(a|b)', 'b', 'ab'],
    ['a+', 'aa', ''],
    ['a*', '', 'b'],
    ['a{2}', 'aa', 'a'],
    ['^a', 'a', '^a'],
    ['a$', 'a', 'a$'],
    ['\\d', '7', 'd'],
    ['[^a]', 'b', 'a'],
    ['a?', '', 'aa'],
    ['.*.*.*.*x', 'yx', 'xy'],
    ['(?i)get', 'GET', 'PUT'],
  ])('%j matches %j, and not %j', (pattern, value, other) => {
    expect(labelPattern(pattern)?.(value)).toBe(true);
    expect(labelPattern(pattern)?.(other)).toBe(false);
  });

  it.each([
    '[z-a]',
    '(?=a)',
    '(',
    'a**',
    'x'.repeat(1001),
    '.{0,1000}.{0,1000}',
  ])('does not try %j', pattern => {
    expect(labelPattern(pattern)).toBeUndefined();
  });

  it('is quick where an engine that goes back would take for ever', () => {
    const matches = labelPattern('(a+)+(b|.*c)*.*.*.*x');
    const cost = cpuMs(() => expect(matches?.('a'.repeat(200))).toBe(false));
    expect(cost).toBeLessThan(500);
  });

  it('matches the escaped character, and line breaks', () => {
    expect(labelPattern('a\\.b')?.('a.b')).toBe(true);
    expect(labelPattern('a\\.b')?.('axb')).toBe(false);
    expect(labelPattern('a.*')?.('a\nb')).toBe(true);
  });
});
