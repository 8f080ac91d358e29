import { readDocuments } from '../../spec/documents';
import { readOpenSlo } from './readOpenSlo';

const metric = (query: string) =>
  `{ metricSource: { type: Prometheus, spec: { query: '${query}' } } }`;
const good = metric('sum(rate(ok_total{service="shop"}[5m]))');
const bad = metric('sum(rate(bad_total{service="shop"}[5m]))');
const total = metric('sum(rate(all_total{service="shop"}[5m]))');

interface Parts {
  readonly name?: string;
  readonly spec?: readonly string[];
  readonly indicator?: readonly string[];
  readonly window?: string;
  readonly method?: string;
  readonly objectives?: string;
}

/** An SLO; `spec` is added from line 6 on, the indicator's ratio starts at line 9 without it. */
function slo({
  name = 'orders',
  spec = [],
  indicator = [
    'indicator:',
    '  metadata: { name: orders }',
    '  spec:',
    '    ratioMetric:',
    '      counter: true',
    `      bad: ${bad}`,
    `      total: ${total}`,
  ],
  window = '[{ duration: 28d, isRolling: true }]',
  method = 'Occurrences',
  objectives = '[{ target: 0.99 }]',
}: Parts = {}): string {
  return [
    'apiVersion: openslo/v1',
    'kind: SLO',
    `metadata: { name: ${name}, displayName: Orders taken }`,
    'spec:',
    '  service: shop',
    ...[
      ...spec,
      ...indicator,
      ...(window === '' ? [] : [`timeWindow: ${window}`]),
      ...(method === '' ? [] : [`budgetingMethod: ${method}`]),
      ...(objectives === '' ? [] : [`objectives: ${objectives}`]),
    ].map(line => `  ${line}`),
    '',
  ].join('\n');
}

function read(
  texts: readonly string[],
  owner: Partial<Parameters<typeof readOpenSlo>[1]> = {},
) {
  const { documents, diagnostics } = readDocuments({
    path: 'slo.yaml',
    text: texts.join('---\n'),
  });
  expect(diagnostics).toEqual([]);
  const result = readOpenSlo(documents, {
    names: ['shop'],
    others: [],
    serviceLabel: 'service',
    ...owner,
  });
  return {
    slos: result.slos.map(each => each.slo),
    provenance: result.slos.map(each => each.provenance),
    codes: result.diagnostics.map(
      ({ severity, code, path, position }) =>
        `${position?.line}:${position?.column} ${severity} ${code} ${path}`,
    ),
  };
}

const dataSource =
  'apiVersion: openslo/v1\nkind: DataSource\nmetadata: { name: main }\nspec: { type: prometheus, connectionDetails: { url: x } }\n';

describe('an SLO', () => {
  it('is read with its window, objective and counters', () => {
    const { slos, codes, provenance } = read([slo()]);
    expect(codes).toEqual([]);
    expect(slos).toEqual([
      {
        name: 'orders',
        displayName: 'Orders taken',
        description: '99 % of events are good.',
        objective: 0.99,
        window: { type: 'rolling', durationMs: 28 * 86_400_000 },
        method: 'Occurrences',
        noData: 'ignore',
        sli: {
          kind: 'ratio',
          bad: {
            metric: 'bad_total',
            matchers: [{ label: 'service', op: '=', value: 'shop' }],
          },
          total: {
            metric: 'all_total',
            matchers: [{ label: 'service', op: '=', value: 'shop' }],
          },
          groupBy: [],
        },
      },
    ]);
    expect(provenance[0]).toMatchObject({
      'slos.orders.objective': { source: 'spec-file', from: 'slo.yaml:15' },
      'slos.orders.window': { source: 'spec-file', from: 'slo.yaml:13' },
      'slos.orders.method': { source: 'spec-file', from: 'slo.yaml:14' },
      'slos.orders.sli': { source: 'spec-file', from: 'slo.yaml:8' },
      'slos.orders.noData': { source: 'default' },
    });
  });

  it('may refer to its SLI and its data source', () => {
    const sli = `apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: good-orders }\nspec: { ratioMetric: { counter: true, good: { metricSource: { metricSourceRef: main, spec: { query: 'sum(rate(ok_total{service="shop"}[5m]))' } } }, total: ${total} } }\n`;
    const { slos, codes } = read([
      slo({ indicator: ['indicatorRef: good-orders'] }),
      sli,
      dataSource,
    ]);
    expect(codes).toEqual([
      '14:63 info openslo-field-ignored spec.ratioMetric.good.metricSource.metricSourceRef',
      '19:27 info openslo-field-ignored spec.connectionDetails',
    ]);
    expect(slos[0].sli).toMatchObject({ good: { metric: 'ok_total' } });
  });

  it('tells what has no effect', () => {
    const from = (name: string, text: string) =>
      text.replace('type: Prometheus', `metricSourceRef: ${name}`);
    const sli = `apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: good-orders }\nspec: { ratioMetric: { counter: true, good: ${good}, total: ${total} } }\n`;
    const labelled = slo({
      indicator: ['indicatorRef: good-orders'],
      objectives: '[{ target: 0.9, op: lt, value: 3 }]',
    }).replace('displayName', 'labels: { a: b }, displayName');
    const { slos, codes } = read([
      labelled,
      sli
        .replace(good, from('main', good))
        .replace(total, from('other', total)),
      dataSource,
      dataSource.replace('name: main', 'name: other'),
    ]);
    expect(slos).toHaveLength(1);
    expect(codes.map(each => each.replace(/^\S+ /, ''))).toEqual([
      'info openslo-field-ignored spec.ratioMetric.good.metricSource.metricSourceRef',
      'warning openslo-several-sources spec.ratioMetric.total.metricSource.metricSourceRef',
      'info openslo-field-ignored spec.connectionDetails',
      'info openslo-field-ignored spec.connectionDetails',
      'info openslo-field-ignored metadata.labels',
      'info openslo-field-ignored spec.objectives[0].op',
      'info openslo-field-ignored spec.objectives[0].value',
    ]);
  });

  it.each([
    [
      'composite-targt',
      'warning unknown-annotation metadata.annotations["nthlayer.dev/composite-targt"]',
    ],
    [
      'composite-target',
      'info openslo-field-ignored metadata.annotations["nthlayer.dev/composite-target"]',
    ],
  ])('tells of our annotation %s where it means nothing', (name, expected) => {
    const { codes } = read([
      slo({}).replace(
        'displayName',
        `annotations: { nthlayer.dev/${name}: "0.9", example.com/x: y }, displayName`,
      ),
    ]);
    expect(codes.map(each => each.replace(/^\S+ /, ''))).toEqual([expected]);
  });

  it('tells what is wrong with the second object of a name as well', () => {
    const second = slo({}).replace('budgetingMethod: ', 'budgetingMethod: x');
    const { slos, codes } = read([slo({}), second]);
    expect(slos).toHaveLength(1);
    expect(codes.map(each => each.replace(/^\S+ /, ''))).toEqual([
      'error duplicate-name metadata.name',
      'error unknown-budgeting-method spec.budgetingMethod',
    ]);
  });

  it('of a bucket over the count is one of latency', () => {
    const { slos, codes } = read([
      slo({
        indicator: [
          'indicator:',
          '  metadata: { name: orders }',
          '  spec:',
          '    ratioMetric:',
          `      good: ${metric(
            'sum(rate(x_seconds_bucket{service="shop",le="0.5"}[5m]))',
          )}`,
          `      total: ${metric(
            'sum(rate(x_seconds_count{service="shop"}[5m]))',
          )}`,
        ],
      }),
    ]);
    expect(codes).toEqual([]);
    expect(slos[0].sli).toMatchObject({ kind: 'latency', thresholdMs: 500 });
  });

  it.each([
    ['success', 'ok_total', 'good'],
    ['failure', 'bad_total', 'bad'],
  ])('as a raw ratio of %s counts its parts', (rawType, name, part) => {
    const query = `sum(rate(${name}{service="shop"}[5m])) / sum(rate(all_total{service="shop"}[5m]))`;
    const { slos, codes } = read([
      slo({
        indicator: [
          'indicator:',
          '  metadata: { name: orders }',
          '  spec:',
          `    ratioMetric: { rawType: ${rawType}, raw: ${metric(query)} }`,
        ],
      }),
    ]);
    expect(codes).toEqual([
      expect.stringMatching(/^9:\d+ info raw-ratio-counted /),
    ]);
    expect(slos[0].sli).toMatchObject({ [part]: { metric: name } });
  });

  it('may be split into groups', () => {
    const grouped = (text: string) => text.replace('sum(', 'sum by (region) (');
    const { slos, codes } = read([
      slo().replace(bad, grouped(bad)).replace(total, grouped(total)),
    ]);
    expect(codes).toEqual([]);
    expect(slos[0].sli.groupBy).toEqual(['region']);
  });

  it('with several objectives is several', () => {
    const { slos, codes } = read([
      slo({
        objectives:
          '[{ target: 0.9 }, { displayName: "Most days!", targetPercent: 99.9 }, { target: 1 }, { target: 0 }]',
      }),
    ]);
    expect(
      slos.map(each => [each.name, each.displayName, each.objective]),
    ).toEqual([
      ['orders-1', 'Orders taken: 1', 0.9],
      ['orders-most-days', 'Orders taken: Most days!', 0.999],
      ['orders-4', 'Orders taken: 4', 0],
    ]);
    expect(codes).toEqual([
      '15:95 error invalid-target spec.objectives[2].target',
    ]);
  });

  it('names objectives by their number where their names are none, or one', () => {
    const { slos, codes } = read([
      slo({
        objectives:
          '[{ target: 0.9, displayName: Быстро }, { target: 0.8, displayName: Fast }, { target: 0.7, displayName: fast! }, { target: 0.6, displayName: "5" }, { target: 0.5, displayName: медленно }]',
      }),
    ]);
    expect(codes).toEqual([]);
    expect(slos.map(({ name, objective }) => [name, objective])).toEqual([
      ['orders-1', 0.9],
      ['orders-fast', 0.8],
      ['orders-3', 0.7],
      ['orders-5', 0.6],
      ['orders-objective-5', 0.5],
    ]);
    expect(slos[0].displayName).toBe('Orders taken: Быстро');
  });

  it.each([
    ['{ duration: 30d, isRolling: true }', 30],
    ['{ duration: 4w, isRolling: true }', 28],
    ['{ duration: 720h, isRolling: true }', 30],
    ['{ duration: 1440m, isRolling: true }', 1],
  ])('has the rolling window %s', (window, days) => {
    const { slos, codes } = read([slo({ window: `[${window}]` })]);
    expect(codes).toEqual([]);
    expect(slos[0].window).toEqual({
      type: 'rolling',
      durationMs: days * 86_400_000,
    });
  });

  it.each([
    ['1M', 1, 'month'],
    ['2w', 2, 'week'],
    ['7d', 7, 'day'],
    ['1Q', 1, 'quarter'],
    ['1Y', 1, 'year'],
  ])('has the calendar window %s', (duration, count, unit) => {
    const { slos, codes } = read([
      slo({
        window: `[{ duration: ${duration}, isRolling: false, calendar: { startTime: 2024-01-01 00:00:00, timeZone: Europe/Berlin } }]`,
      }),
    ]);
    expect(codes).toEqual([]);
    expect(slos[0].window).toEqual({
      type: 'calendar',
      count,
      unit,
      startTime: '2024-01-01 00:00:00',
      timeZone: 'Europe/Berlin',
    });
  });
});

describe('an SLO beyond counters', () => {
  const indicator = (...lines: string[]) => [
    'indicator:',
    '  metadata: { name: x }',
    '  spec:',
    ...lines.map(line => `    ${line}`),
  ];
  const gauge = `thresholdMetric: ${metric('max(queue_age{service="shop"})')}`;

  it('judges a threshold for each objective', () => {
    const { slos, codes } = read([
      slo({
        indicator: indicator(gauge),
        objectives: '[{ op: lt, value: 30, target: 0.99 }]',
      }),
    ]);
    expect(codes).toEqual([
      '9:75 info openslo-judged-each-minute spec.indicator.spec.thresholdMetric.metricSource.spec.query',
    ]);
    expect(slos[0].sli).toEqual({
      kind: 'threshold',
      expression: 'max(queue_age{service="shop"})',
      op: 'lt',
      value: 30,
      groupBy: [],
    });
  });

  it('judges a threshold that is referred to, and wants its op', () => {
    const sli = `apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: age }\nspec: { ${gauge} }\n`;
    const of = (objectives: string) =>
      read([slo({ indicator: ['indicatorRef: age'], objectives }), sli]);
    expect(
      of('[{ op: gte, value: 1, target: 0.9 }]').slos[0].sli,
    ).toMatchObject({ kind: 'threshold', op: 'gte', value: 1 });
    const without = of('[{ target: 0.9 }]');
    expect(without.slos).toEqual([]);
    expect(without.codes).toContain(
      '9:16 error missing-field spec.objectives[0].op',
    );
  });

  it.each<[string, Parts, object, string]>([
    [
      'Timeslices',
      {
        method: 'Timeslices',
        objectives:
          '[{ target: 0.9, timeSliceTarget: 0.95, timeSliceWindow: 5m }]',
      },
      { method: 'Timeslices', slices: { lengthMs: 300_000, objective: 0.95 } },
      '',
    ],
    [
      'RatioTimeslices, in minutes',
      {
        method: 'RatioTimeslices',
        objectives: '[{ target: 0.9, timeSliceWindow: 15 }]',
      },
      {
        method: 'RatioTimeslices',
        slices: { lengthMs: 900_000, objective: 1 },
      },
      '15:48 warning wrong-type spec.objectives[0].timeSliceWindow',
    ],
    [
      'a raw ratio',
      {
        indicator: indicator(
          `ratioMetric: { rawType: failure, raw: ${metric(
            'avg_over_time(x{service="shop"}[5m])',
          )} }`,
        ),
      },
      {
        sli: {
          kind: 'expression',
          of: 'bad',
          ratio: 'avg_over_time(x{service="shop"}[5m])',
          reason: 'function',
          groupBy: [],
        },
      },
      '9:96 warning approximate-sli spec.indicator.spec.ratioMetric.raw.metricSource.spec.query',
    ],
    [
      'a raw ratio of each route',
      {
        indicator: indicator(
          `ratioMetric: { rawType: failure, raw: ${metric(
            'max by (route) (x{service="shop"})',
          )} }`,
        ),
      },
      {
        sli: { kind: 'expression', reason: 'aggregation', groupBy: ['route'] },
      },
      '9:96 warning approximate-sli spec.indicator.spec.ratioMetric.raw.metricSource.spec.query',
    ],
    [
      'a calculation',
      {
        indicator: indicator(
          `ratioMetric: { good: ${metric(
            'a_total{service="shop"} + b_total{service="shop"}',
          )}, total: ${total} }`,
        ),
      },
      {
        sli: {
          kind: 'expression',
          of: 'good',
          part: 'a_total{service="shop"} + b_total{service="shop"}',
          groupBy: [],
          total: 'sum(rate(all_total{service="shop"}[5m]))',
        },
      },
      '9:79 warning approximate-sli spec.indicator.spec.ratioMetric.good.metricSource.spec.query',
    ],
  ])('counts %s', (_what, parts, expected, code) => {
    const { slos, codes } = read([slo(parts)]);
    expect(codes.join()).toBe(code);
    expect(slos).toMatchObject([expected]);
  });

  describe('made of others', () => {
    const sli = (name: string, metricName: string) =>
      `apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: ${name} }\nspec: { ratioMetric: { counter: true, bad: ${metric(
        `sum(rate(${metricName}{service="shop"}[5m]))`,
      )}, total: ${total} } }\n`;
    const of = (objectives: string, parts: Parts = {}, annotation = '') =>
      read([
        slo({ indicator: [], objectives, ...parts }).replace(
          'displayName: Orders taken',
          `displayName: Orders taken${annotation}`,
        ),
        sli('pay', 'pay_failed_total'),
        sli('cart', 'cart_failed_total'),
      ]);

    it('has an SLO for each objective and one of all, by weight', () => {
      const { slos, codes } = of(
        '[{ displayName: Pay, target: 0.99, indicatorRef: pay, compositeWeight: 3 }, { target: 0.9, indicatorRef: cart }]',
      );
      expect(codes).toEqual([
        '8:3 warning openslo-composite-target spec.objectives',
        '8:3 info openslo-composite-formula spec.objectives',
      ]);
      expect(slos.map(({ name, objective }) => [name, objective])).toEqual([
        ['orders-pay', 0.99],
        ['orders-2', 0.9],
        ['orders', 0.9],
      ]);
      expect(slos[0].sli).toMatchObject({
        bad: { metric: 'pay_failed_total' },
      });
      expect(slos[2].sli).toEqual({
        kind: 'composite',
        formula: 'weighted',
        members: [
          { slo: 'orders-pay', weight: 3 },
          { slo: 'orders-2', weight: 1 },
        ],
        groupBy: [],
      });
    });

    it('is as bad as its worst slice, and has the target of its annotation', () => {
      const slices = 'timeSliceTarget: 0.9, timeSliceWindow: 1m';
      const { slos, codes } = of(
        `[{ target: 0.9, indicatorRef: pay, ${slices} }, { target: 0.8, indicatorRef: cart, ${slices} }]`,
        { method: 'Timeslices' },
        ', annotations: { nthlayer.dev/composite-target: "0.85" }',
      );
      expect(codes).toEqual([
        '8:3 info openslo-composite-formula spec.objectives',
      ]);
      expect(slos[2]).toMatchObject({
        name: 'orders',
        objective: 0.85,
        slices: { lengthMs: 60_000 },
        sli: { formula: 'worst' },
      });
    });

    it.each([
      ['pays, carts', ['pays', 'carts', 'orders'], []],
      ['carts, pays', [], ['warning openslo-composite-members']],
      ['pays', [], ['warning openslo-composite-members']],
      ['pays, pays', [], ['warning openslo-composite-members']],
      ['pays, toString', [], ['warning openslo-composite-members']],
      ['orders, carts', [], ['warning openslo-composite-members']],
    ])('is made of the SLOs that it names: %s', (names, expected, found) => {
      const single = (name: string, ref: string) =>
        slo({ indicator: [`indicatorRef: ${ref}`] }).replace(
          'name: orders',
          `name: ${name}`,
        );
      const { slos, codes } = read([
        slo({
          indicator: [],
          objectives:
            '[{ target: 0.9, indicatorRef: pay }, { target: 0.8, indicatorRef: cart }]',
        }).replace(
          'displayName: Orders taken',
          `displayName: Orders taken, annotations: { nthlayer.dev/composite-target: "0.85", nthlayer.dev/composite-members: "${names}" }`,
        ),
        sli('pay', 'pay_failed_total'),
        sli('cart', 'cart_failed_total'),
        single('pays', 'pay'),
        single('carts', 'cart'),
      ]);
      const known = new Set(slos.map(({ name }) => name));
      const members = slos.flatMap(each =>
        each.sli.kind === 'composite' ? each.sli.members : [],
      );
      expect(codes.filter(code => code.includes('warning'))).toEqual(
        found.map(code => expect.stringContaining(code)),
      );
      expect([...known].sort()).toEqual(
        (expected.length > 0
          ? [...expected]
          : ['orders-1', 'orders-2', 'pays', 'carts', 'orders']
        ).sort(),
      );
      expect(members.map(each => each.slo)).toEqual(
        expected.length > 0 ? ['pays', 'carts'] : ['orders-1', 'orders-2'],
      );
    });

    it('is left out with a part that cannot be measured', () => {
      const { slos, codes } = of(
        '[{ target: 0.9, indicatorRef: pay }, { target: 0.9, indicatorRef: crat }]',
      );
      expect(slos).toEqual([]);
      expect(codes).toEqual([
        expect.stringMatching(
          /error openslo-unknown-reference spec.objectives\[1\].indicatorRef$/,
        ),
      ]);
    });
  });
});

describe('what cannot be used of a window', () => {
  const calendar = (text: string) =>
    `[{ duration: 1M, isRolling: false, calendar: ${text} }]`;
  it.each([
    [
      '[{ duration: 1m, isRolling: true }]',
      '13:28 error invalid-window spec.timeWindow[0].duration',
    ],
    [
      '[{ duration: 1D, isRolling: true }]',
      '13:28 error invalid-window spec.timeWindow[0].duration',
    ],
    [
      '[{ duration: 0d, isRolling: true }]',
      '13:28 error invalid-window spec.timeWindow[0].duration',
    ],
    [
      '[{ duration: 800d, isRolling: true }]',
      '13:28 error invalid-window spec.timeWindow[0].duration',
    ],
    [
      '[{ isRolling: true }]',
      '13:16 error missing-field spec.timeWindow[0].duration',
    ],
    [
      '[{ duration: 1M, isRolling: false }]',
      '13:16 error missing-field spec.timeWindow[0].calendar',
    ],
    [
      '[{ duration: 9h, isRolling: false, calendar: { startTime: 2024-01-01 00:00:00, timeZone: UTC } }]',
      '13:28 error invalid-window spec.timeWindow[0].duration',
    ],
    [
      calendar('{ startTime: 2024-01-01 00:00:00, timeZone: Mars/Base }'),
      '13:104 error invalid-time-zone spec.timeWindow[0].calendar.timeZone',
    ],
    [
      calendar('{ startTime: 2024-01-01 00:00:00 }'),
      '13:50 error missing-field spec.timeWindow[0].calendar.timeZone',
    ],
    [
      calendar('{ startTime: 2024-02-31 00:00:00, timeZone: UTC }'),
      '13:73 error invalid-start-time spec.timeWindow[0].calendar.startTime',
    ],
    [
      calendar('{ startTime: 2024-01-01, timeZone: UTC }'),
      '13:73 error invalid-start-time spec.timeWindow[0].calendar.startTime',
    ],
    ['30d', '13:15 error wrong-type spec.timeWindow'],
  ])('%s leaves the usual 30 days', (window, expected) => {
    const { slos, codes } = read([slo({ window })]);
    expect(codes).toEqual([expected]);
    expect(slos[0].window).toEqual({
      type: 'rolling',
      durationMs: 30 * 86_400_000,
    });
  });

  it.each([
    ['[{ duration: 7d }]', 7, 'warning openslo-rolling-assumed'],
    [
      '[{ duration: 1M, isRolling: true }]',
      30,
      'warning openslo-nominal-window',
    ],
    [
      '[{ duration: 7d, isRolling: true, calendar: {} }]',
      7,
      'warning openslo-calendar-ignored',
    ],
    [
      '[{ duration: 7d, isRolling: true }, { duration: 1d, isRolling: true }]',
      7,
      'error openslo-several-windows',
    ],
    ['', 30, 'warning missing-field spec.timeWindow'],
  ])('%s is %d days', (window, days, expected) => {
    const { slos, codes } = read([slo({ window })]);
    expect(codes.join()).toContain(expected);
    expect(codes).toHaveLength(1);
    expect(slos[0].window).toMatchObject({ durationMs: days * 86_400_000 });
  });
});

describe('what is not supported', () => {
  const ratio = (...lines: string[]) => [
    'indicator:',
    '  metadata: { name: x }',
    '  spec:',
    '    ratioMetric:',
    ...lines.map(line => `      ${line}`),
  ];
  const path = 'spec.indicator.spec.ratioMetric';

  it.each<[string, Parts, string[]]>([
    [
      'Timeslices',
      { method: 'Timeslices' },
      [
        '15:16 error missing-field spec.objectives[0].timeSliceTarget',
        '15:16 error missing-field spec.objectives[0].timeSliceWindow',
      ],
    ],
    [
      'RatioTimeslices',
      { method: 'RatioTimeslices' },
      ['15:16 error missing-field spec.objectives[0].timeSliceWindow'],
    ],
    [
      'slices that do not fit into a day',
      {
        method: 'RatioTimeslices',
        objectives: '[{ target: 0.9, timeSliceWindow: 7m }]',
      },
      ['15:48 error openslo-slice-length spec.objectives[0].timeSliceWindow'],
    ],
    [
      'slices that are longer than the window',
      {
        method: 'RatioTimeslices',
        window: '[{ duration: 2h, isRolling: true }]',
        objectives: '[{ target: 0.9, timeSliceWindow: 3h }]',
      },
      ['15:48 error openslo-slice-length spec.objectives[0].timeSliceWindow'],
    ],
    [
      'a thresholdMetric without anything',
      {
        indicator: [
          'indicator:',
          '  metadata: { name: x }',
          '  spec: { thresholdMetric: {} }',
        ],
      },
      [
        '8:13 error missing-field spec.indicator.spec.thresholdMetric.metricSource',
        '11:16 error missing-field spec.objectives[0].op',
        '11:16 error missing-field spec.objectives[0].value',
      ],
    ],
    [
      'a raw ratio of nobody knows what',
      { indicator: ratio(`raw: ${metric('x')}`) },
      [`9:7 error missing-field ${path}.rawType`],
    ],
    [
      'a query that is none',
      { indicator: ratio(`bad: ${metric('sum(')}`, `total: ${total}`) },
      [`10:65 error invalid-promql ${path}.bad.metricSource.spec.query`],
    ],
    [
      'another metric source',
      {
        indicator: ratio(
          `bad: ${bad.replace('Prometheus', 'Datadog')}`,
          `total: ${total}`,
        ),
      },
      [`10:38 error openslo-not-supported ${path}.bad.metricSource.type`],
    ],
    [
      'a composite with an indicator of the whole',
      { objectives: '[{ target: 0.9, indicatorRef: x, compositeWeight: 1 }]' },
      [
        '6:3 error openslo-two-levels spec.indicator',
        '15:45 error openslo-unknown-reference spec.objectives[0].indicatorRef',
      ],
    ],
    [
      'no total',
      { indicator: ratio(`bad: ${bad}`) },
      [`9:7 error missing-field ${path}`],
    ],
    [
      'no part',
      { indicator: ratio(`total: ${total}`) },
      [`9:7 error missing-field ${path}`],
    ],
    [
      'both parts',
      { indicator: ratio(`good: ${good}`, `bad: ${bad}`, `total: ${total}`) },
      [`11:9 error openslo-good-and-bad ${path}.bad`],
    ],
    [
      'no query',
      {
        indicator: ratio(
          'bad: { metricSource: { type: Prometheus, spec: {} } }',
          `total: ${total}`,
        ),
      },
      [
        `10:50 warning missing-field ${path}.bad.metricSource.spec`,
        `10:50 error missing-field ${path}.bad.metricSource.spec.query`,
      ],
    ],
    [
      'no metric source',
      { indicator: ratio('bad: {}', `total: ${total}`) },
      [`10:9 error missing-field ${path}.bad.metricSource`],
    ],
    ['no indicator', { indicator: [] }, ['4:1 error missing-field spec']],
    [
      'two indicators',
      { spec: ['indicatorRef: x'] },
      ['6:3 error openslo-two-indicators spec.indicatorRef'],
    ],
    [
      'an SLI that is not there',
      { indicator: ['indicatorRef: x'] },
      ['6:17 error openslo-unknown-reference spec.indicatorRef'],
    ],
    [
      'no objectives',
      { objectives: '' },
      ['4:1 error missing-field spec.objectives'],
    ],
    [
      'an empty list of objectives',
      { objectives: '[]' },
      ['15:3 error missing-field spec.objectives'],
    ],
    [
      'two targets',
      { objectives: '[{ target: 0.9, targetPercent: 90 }]' },
      ['15:31 error openslo-one-target spec.objectives[0].targetPercent'],
    ],
    [
      'no target',
      { objectives: '[{ displayName: x }]' },
      ['15:16 error openslo-one-target spec.objectives[0]'],
    ],
    [
      'a percentage as a ratio',
      { objectives: '[{ target: 99.9 }]' },
      ['15:26 error invalid-target spec.objectives[0].target'],
    ],
    [
      'all of it',
      { objectives: '[{ targetPercent: 100 }]' },
      ['15:33 error invalid-target spec.objectives[0].targetPercent'],
    ],
  ])(
    '%s is told with its position, and the others are built',
    (_what, parts, expected) => {
      const { slos, codes } = read([slo(parts), slo({ name: 'other' })]);
      expect(codes).toEqual(expected);
      expect(slos.map(({ name }) => name)).toEqual(['other']);
    },
  );
});

it('checks the queries of an SLI that no SLO refers to', () => {
  const sli = (name: string, spec: string) =>
    `apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: ${name} }\nspec: ${spec}\n`;
  const { codes } = read([
    slo({ indicator: ['indicatorRef: used'] }),
    sli(
      'used',
      `{ ratioMetric: { counter: true, bad: ${bad}, total: ${total} } }`,
    ),
    sli('broken', `{ thresholdMetric: ${metric('sum((')} }`),
    sli(
      'other',
      `{ ratioMetric: { counter: true, bad: ${metric('a b')}, total: ${metric(
        'c_total',
      )} } }`,
    ),
    sli('fine', `{ thresholdMetric: ${metric('c')} }`),
  ]);
  expect(codes).toEqual([
    expect.stringContaining(
      'error invalid-promql spec.thresholdMetric.metricSource.spec.query',
    ),
    expect.stringContaining(
      'error invalid-promql spec.ratioMetric.bad.metricSource.spec.query',
    ),
  ]);
});

it('warns of slices that the window is no whole number of', () => {
  const { slos, codes } = read([
    slo({
      method: 'RatioTimeslices',
      window: '[{ duration: 25h, isRolling: true }]',
      objectives: '[{ target: 0.9, timeSliceWindow: 2h }]',
    }),
  ]);
  expect(slos).toHaveLength(1);
  expect(codes).toEqual([
    '15:48 warning openslo-slice-length spec.objectives[0].timeSliceWindow',
  ]);
});

it('says nothing of ignored fields of an SLO that is left out', () => {
  const objectives =
    '[{ target: 0.9, op: lte, value: 1, timeSliceTarget: 1, timeSliceWindow: 7m }]';
  const { slos, codes } = read([slo({ objectives, method: 'Timeslices' })]);
  expect(slos).toEqual([]);
  expect(codes).toEqual([
    '15:87 error openslo-slice-length spec.objectives[0].timeSliceWindow',
  ]);
});

it('says all that the strict profile refuses of an SLO that is left out', () => {
  const objectives =
    '[{ target: 0.9, op: lte, timeSliceTarget: 1, timeSliceWindow: 7m }]';
  const { codes } = read([slo({ objectives, method: 'Timeslices' })], {
    profile: 'strict',
  });
  expect(codes).toEqual([
    '15:31 error openslo-field-ignored spec.objectives[0].op',
    '15:77 error openslo-slice-length spec.objectives[0].timeSliceWindow',
  ]);
});

it.each(['target: 1', 'target: 99.9', 'targetPercent: 100'])(
  'says that the SLO is left out for %s',
  target => {
    const { documents } = readDocuments({
      path: 'slo.yaml',
      text: slo({ objectives: `[{ ${target} }]` }),
    });
    const { slos, diagnostics } = readOpenSlo(documents, {
      names: ['shop'],
      others: [],
      serviceLabel: 'service',
    });
    expect(slos).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: 'invalid-target', detail: expect.stringContaining('left out') },
    ]);
  },
);

describe('what is ignored or assumed', () => {
  it.each<[string, Parts, string[]]>([
    [
      'op and value',
      { objectives: '[{ target: 0.9, op: lte, value: 1 }]' },
      [
        '15:31 warning openslo-field-ignored spec.objectives[0].op',
        '15:40 warning openslo-field-ignored spec.objectives[0].value',
      ],
    ],
    [
      'alert policies',
      { spec: ['alertPolicies: [{ alertPolicyRef: x }]'] },
      [
        '6:37 error openslo-unknown-reference spec.alertPolicies[0].alertPolicyRef',
      ],
    ],
    [
      'no budgeting method',
      { method: '' },
      ['4:1 error missing-field spec.budgetingMethod'],
    ],
    [
      'an unknown budgeting method',
      { method: 'Occurences' },
      ['14:20 error unknown-budgeting-method spec.budgetingMethod'],
    ],
    [
      'an unknown field',
      { spec: ['timewindow: []'] },
      ['6:3 error unknown-field spec.timewindow'],
    ],
    [
      'a hostile description',
      { spec: ['description: "a\\u202eb"'] },
      ['6:16 error invalid-text spec.description'],
    ],
  ])('%s: the SLO is built', (_what, parts, expected) => {
    const { slos, codes } = read([slo(parts)]);
    expect(codes).toEqual(expected);
    expect(slos).toHaveLength(1);
  });

  it('a selector without the service is used as it is', () => {
    const { slos, codes } = read([slo()], { serviceLabel: 'app' });
    expect(codes).toEqual([
      '11:65 warning selector-without-service spec.indicator.spec.ratioMetric.bad.metricSource.spec.query',
      '12:67 warning selector-without-service spec.indicator.spec.ratioMetric.total.metricSource.spec.query',
    ]);
    expect(slos).toHaveLength(1);
  });

  it('a data source that is not there', () => {
    const query = `metricSourceRef: main, spec: { query: 'sum(rate(a_total{service="shop"}[5m]))' }`;
    const { slos, codes } = read([
      slo().replace(bad, `{ metricSource: { ${query} } }`),
    ]);
    expect(codes).toEqual([
      '11:49 warning openslo-unknown-reference spec.indicator.spec.ratioMetric.bad.metricSource.metricSourceRef',
    ]);
    expect(slos).toHaveLength(1);
  });
});

describe('objects', () => {
  it.each([
    [
      'apiVersion: openslo/v1beta\nkind: SLO\n',
      '1:13 error unknown-version apiVersion',
    ],
    ['apiVersion: openslo/v1\nkind: Slo\n', '2:7 error unknown-kind kind'],
    [
      'apiVersion: openslo/v1\nmetadata: { name: a }\n',
      '1:1 error missing-field kind',
    ],
    [
      'apiVersion: openslo/v1\nkind: Service\nspec: {}\n',
      '1:1 error missing-field metadata',
    ],
    [
      'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: A_b }\nspec: {}\n',
      '3:19 error invalid-name metadata.name',
    ],
    [
      'apiVersion: openslo/v1\nkind: AlertNotificationTarget\nmetadata: { name: a }\nspec: {}\n',
      '4:1 error missing-field spec.target',
    ],
    [
      'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: shop }\nspec: { desc: x }\n',
      '4:9 error unknown-field spec.desc',
    ],
  ])('%j: %s', (text, expected) => {
    const { slos, codes } = read([text, slo({ name: 'other' })]);
    expect(codes).toEqual([expected]);
    expect(slos).toHaveLength(1);
  });

  it('are given a name once', () => {
    const { slos, codes } = read([slo(), slo()]);
    expect(codes).toEqual(['19:19 error duplicate-name metadata.name']);
    expect(slos).toHaveLength(1);
  });

  it('are told what is wrong with them, also where their name is taken', () => {
    const sli = (text: string) =>
      `apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: taken }\nspec: { ratioMetric: { counter: true, bad: ${text}, total: ${text} } }\n`;
    const { codes } = read([
      slo(),
      slo({
        objectives: '[{ target: 2 }]',
        window: '[{ duration: 5y, isRolling: true }]',
      }),
      sli(total),
      sli(metric('sum(')),
    ]);
    expect(codes).toEqual([
      '19:19 error duplicate-name metadata.name',
      '40:19 error duplicate-name metadata.name',
      '41:95 error invalid-promql spec.ratioMetric.bad.metricSource.spec.query',
      '41:167 error invalid-promql spec.ratioMetric.total.metricSource.spec.query',
      '29:28 error invalid-window spec.timeWindow[0].duration',
      '31:26 error invalid-target spec.objectives[0].target',
    ]);
  });
});

describe('whose SLOs they are', () => {
  const of = (service: string, name: string) =>
    slo({ name }).replace('service: shop', `service: ${service}`);

  it.each([
    [
      'those of the service',
      [of('shop', 'a'), of('shop', 'b')],
      [],
      ['a', 'b'],
      [],
    ],
    [
      'not those of others of the file',
      [of('shop', 'a'), of('cart', 'b')],
      ['cart'],
      ['a'],
      [],
    ],
    [
      'not those of strangers',
      [of('shop', 'a'), of('cart', 'b')],
      [],
      ['a'],
      ['warning slo-of-another-service'],
    ],
    [
      'those of the only one that is named',
      [of('cart', 'a'), of('cart', 'b')],
      [],
      ['a', 'b'],
      ['warning service-name-differs', 'warning service-name-differs'],
    ],
    [
      'none of several strangers',
      [of('cart', 'a'), of('x', 'b')],
      [],
      [],
      ['warning slo-of-another-service', 'warning slo-of-another-service'],
    ],
  ])('%s', (_what, texts, others, expected, codes) => {
    const result = read(texts, { others });
    expect(result.slos.map(({ name }) => name)).toEqual(expected);
    expect(
      result.codes.map(code => code.split(' ').slice(1, 3).join(' ')),
    ).toEqual(codes);
  });
});
