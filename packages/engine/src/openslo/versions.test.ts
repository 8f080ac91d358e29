import { parseOpenSlo } from './parseOpenSlo';
import { OpenSloProfile } from './schema';
import { OpenSloSlo } from './slo';

function parse(text: string, profile: OpenSloProfile = 'strict') {
  const { objects, diagnostics } = parseOpenSlo(
    { path: 'a.yaml', text },
    { profile },
  );
  return {
    objects,
    codes: diagnostics.map(
      ({ severity, code, path, position }) =>
        `${position?.line} ${severity} ${code} ${path}`,
    ),
  };
}

const ratio = (good: string) =>
  `{ good: { source: prometheus, queryType: promql, query: '${good}' }, total: { source: prometheus, queryType: promql, query: all_total }, incremental: true }`;

const v1alpha = (
  objectives: readonly string[],
  { method = 'Occurrences', window = 'unit: Day, count: 30', more = '' } = {},
) => `apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: orders, displayName: Orders }
spec:
  service: shop
  description: Orders are taken.
  budgetingMethod: ${method}
  timeWindows: [{ ${window}, isRolling: true }]
  objectives:
${objectives.map(each => `    - ${each}\n`).join('')}${more}`;

describe('openslo/v1alpha', () => {
  it('becomes v1, with one SLI where all objectives measure the same', () => {
    const objective = `{ displayName: Good, value: 1, target: 0.99, ratioMetrics: ${ratio(
      'ok_total',
    )} }`;
    const { objects, codes } = parse(v1alpha([objective, objective]));
    expect(codes).toEqual([]);
    const metric = (query: string) => ({
      metricSource: { type: 'prometheus', spec: { query } },
    });
    expect(objects).toEqual([
      {
        apiVersion: 'openslo/v1',
        kind: 'SLO',
        metadata: { name: 'orders', displayName: 'Orders' },
        spec: {
          description: 'Orders are taken.',
          service: 'shop',
          indicator: {
            metadata: { name: 'orders' },
            spec: {
              ratioMetric: {
                counter: true,
                good: metric('ok_total'),
                total: metric('all_total'),
              },
            },
          },
          timeWindow: [{ duration: '30d', isRolling: true }],
          budgetingMethod: 'Occurrences',
          objectives: [
            { displayName: 'Good', target: 0.99 },
            { displayName: 'Good', target: 0.99 },
          ],
        },
      },
    ]);
  });

  describe('that becomes several SLOs', () => {
    const good = `{ value: 1, target: 0.9, ratioMetrics: ${ratio('a_total')} }`;
    const second = (fields: string, counter = 'true') =>
      `{ ${fields}, ratioMetrics: ${ratio('b_total').replace(
        'incremental: true',
        `incremental: ${counter}`,
      )} }`;

    it.each([
      ['target', second('value: 1, target: 3')],
      ['value', second('value: "1", target: 0.9')],
      ['op', second('value: 1, target: 0.9, op: lt')],
      ['ratioMetrics.incremental', second('value: 1, target: 0.9', '7')],
    ])('loses the one whose %s is wrong', (field, objective) => {
      const { objects, codes } = parse(v1alpha([good, objective]));
      expect(objects.map(({ metadata }) => metadata.name)).toEqual([
        'orders-1',
      ]);
      expect(codes[0]).toMatch(
        new RegExp(`^11 error .* spec\\.objectives\\[1\\]\\.${field}$`),
      );
    });

    it('loses the one whose slices have no target', () => {
      const sliced = good.replace('0.9', '0.9, timeSliceTarget: 0.9');
      const { objects, codes } = parse(
        v1alpha([sliced, second('value: 1, target: 0.9')], {
          method: 'Timeslices',
        }),
      );
      expect(objects.map(({ metadata }) => metadata.name)).toEqual([
        'orders-1',
      ]);
      expect(codes.filter(code => code.includes('error'))).toEqual([
        '11 error missing-field spec.objectives[1].timeSliceTarget',
      ]);
    });

    it('loses all where what they share is wrong, which is told once', () => {
      const { objects, codes } = parse(
        v1alpha([good, second('value: 1, target: 0.9')], {
          more: '  bogus: 1\n',
        }),
      );
      expect(objects).toEqual([]);
      expect(codes).toEqual(['12 error unknown-field spec.bogus']);
    });
  });

  it('becomes several SLOs where the objectives measure different things', () => {
    const of = (good: string) =>
      `{ value: 1, target: 0.9, ratioMetrics: ${ratio(good)} }`;
    const { objects } = parse(v1alpha([of('a_total'), of('b_total')]));
    expect(objects.map(({ metadata }) => metadata.name)).toEqual([
      'orders-1',
      'orders-2',
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'an objective without ratioMetrics beside one with them',
      [
        `{ value: 1, target: 0.9, ratioMetrics: ${ratio('a')} }`,
        '{ value: 1, target: 0.8 }',
      ],
      ['11 error missing-field spec.objectives[1].ratioMetrics'],
    ],
    [
      'objectives that measure nothing',
      ['{ value: 1, target: 0.9 }'],
      ['4 error missing-field spec.indicator'],
    ],
    [
      'a wrong target',
      [`{ value: 1, target: 3, ratioMetrics: ${ratio('a')} }`],
      ['10 error invalid-target spec.objectives[0].target'],
    ],
    [
      'a metric without a query',
      [
        `{ value: 1, target: 0.9, ratioMetrics: ${ratio('a').replace(
          "query: 'a'",
          'query: ',
        )} }`,
      ],
      ['10 error missing-field spec.objectives[0].ratioMetrics.good.query'],
    ],
    ['nothing', ['null'], ['10 error wrong-type spec.objectives[0]']],
  ])('tells of %s once', (_what, objectives, expected) => {
    const { codes } = parse(v1alpha(objectives));
    expect(
      codes.filter(
        code =>
          !code.startsWith('4 error missing-field spec.indicator') ||
          expected.includes(code),
      ),
    ).toEqual(expected);
  });

  it('tells of a threshold without a value once', () => {
    const indicator =
      '  indicator: { thresholdMetric: { source: prometheus, queryType: promql, query: up } }\n';
    const { codes } = parse(
      v1alpha(['{ op: lt, target: 0.9 }'], { more: indicator }),
      'lenient',
    );
    expect(codes).toEqual(['10 error missing-field spec.objectives[0].value']);
  });

  it('tells of thresholds without an operator, and with a wrong one, once', () => {
    const indicator =
      '  indicator: { thresholdMetric: { source: prometheus, queryType: promql, query: up } }\n';
    const { codes } = parse(
      v1alpha(
        ['{ value: 1, target: 0.9 }', '{ value: 1, target: 0.9, op: "<" }'],
        { more: indicator },
      ),
    );
    expect(codes).toEqual([
      '11 error unknown-operator spec.objectives[1].op',
      '10 error missing-field spec.objectives[0].op',
    ]);
  });

  it('has thresholds, and slices of a length that is assumed', () => {
    const { objects, codes } = parse(
      v1alpha(['{ op: lt, value: 3, target: 0.9, timeSliceTarget: 0.95 }'], {
        method: 'Timeslices',
        window: 'unit: Month, count: 1',
        more: '  indicator: { thresholdMetric: { source: prometheus, queryType: promql, query: age } }\n',
      }),
    );
    expect(codes).toEqual([
      '7 warning openslo-slice-assumed spec.budgetingMethod',
    ]);
    expect((objects[0] as OpenSloSlo).spec).toMatchObject({
      timeWindow: [{ duration: '1M', isRolling: true }],
      objectives: [
        {
          op: 'lt',
          value: 3,
          target: 0.9,
          timeSliceTarget: 0.95,
          timeSliceWindow: '1m',
        },
      ],
    });
  });

  const objective = `{ value: 1, target: 0.9, ratioMetrics: ${ratio('a')} }`;

  it.each<[string, string, string]>([
    [
      'no value, as in the examples of others',
      v1alpha([objective.replace('value: 1, ', '')]),
      '10 error missing-field spec.objectives[0].value',
    ],
    [
      'a target of 1',
      v1alpha([objective.replace('0.9', '1')]),
      '10 error invalid-target spec.objectives[0].target',
    ],
    [
      'a unit that it does not know',
      v1alpha([objective], { window: 'unit: Year, count: 1' }),
      '8 error unknown-unit spec.timeWindows[0].unit',
    ],
    [
      'no time',
      v1alpha([objective], { window: 'unit: Day, count: 0' }),
      '8 error invalid-window spec.timeWindows[0].count',
    ],
    [
      'seconds that are no minutes',
      v1alpha([objective], { window: 'unit: Second, count: 7230' }),
      '8 error invalid-window spec.timeWindows[0].count',
    ],
    [
      'slices that are good whatever happens',
      v1alpha([objective.replace('0.9', '0.9, timeSliceTarget: 0')], {
        method: 'Timeslices',
      }),
      '10 error out-of-range spec.objectives[0].timeSliceTarget',
    ],
    [
      'a window that is neither rolling nor on a calendar',
      v1alpha([objective]).replace(', isRolling: true', ''),
      '8 error openslo-rolling-assumed spec.timeWindows[0].isRolling',
    ],
    [
      'a method of v1',
      v1alpha([objective], { method: 'RatioTimeslices' }),
      '7 error unknown-budgeting-method spec.budgetingMethod',
    ],
    [
      'two kinds of metrics',
      v1alpha([objective], { more: '  indicator: {}\n' }),
      '11 error openslo-two-indicators spec.indicator',
    ],
    [
      'labels',
      v1alpha([objective]).replace('displayName: Orders', 'labels: {}'),
      '3 error unknown-field metadata.labels',
    ],
    [
      'a kind of v1',
      'apiVersion: openslo/v1alpha\nkind: SLI\nmetadata: { name: a }\n',
      '2 error unknown-kind kind',
    ],
  ])('is refused with %s', (_what, text, expected) => {
    const { objects, codes } = parse(text);
    expect(codes).toContain(expected);
    expect(objects).toEqual([]);
  });

  it.each<[string, string, string]>([
    [
      'slices where there are none',
      v1alpha([objective.replace('0.9', '0.9, timeSliceTarget: 0.9')]),
      '10 warning openslo-field-ignored spec.objectives[0].timeSliceTarget',
    ],
    [
      'queries of another language',
      v1alpha([objective.replace('promql', 'flux')]),
      '10 warning openslo-field-ignored spec.objectives[0].ratioMetrics.good.queryType',
    ],
  ])('tells of %s', (_what, text, expected) => {
    const { objects, codes } = parse(text);
    expect(objects).toHaveLength(1);
    expect(codes).toEqual([expected]);
  });

  it('counts seconds in minutes', () => {
    const { objects, codes } = parse(
      v1alpha([objective], { window: 'unit: Second, count: 7200' }),
    );
    expect(codes).toEqual([]);
    expect((objects[0] as OpenSloSlo).spec.timeWindow).toEqual([
      { duration: '2h', isRolling: true },
    ]);
  });

  it('does without value leniently', () => {
    const { objects, codes } = parse(
      v1alpha([objective.replace('value: 1, ', '')]),
      'lenient',
    );
    expect(objects).toHaveLength(1);
    expect(codes).toEqual([
      '10 warning missing-field spec.objectives[0].value',
    ]);
  });

  it('has services', () => {
    const text =
      'apiVersion: openslo/v1alpha\nkind: Service\nmetadata: { name: shop }\nspec: { description: x }\n';
    expect(parse(text).objects).toEqual([
      {
        apiVersion: 'openslo/v1',
        kind: 'Service',
        metadata: { name: 'shop' },
        spec: { description: 'x' },
      },
    ]);
  });
});

const v2alpha = (lines: readonly string[], metadata = 'name: orders') =>
  `apiVersion: openslo.com/v2alpha
kind: SLO
metadata: { ${metadata} }
spec:
  timeWindow: [{ duration: 30d, isRolling: true }]
  budgetingMethod: Occurrences
${lines.map(line => `  ${line}\n`).join('')}`;

const V2_SLI = [
  'sli:',
  '  metadata: { name: age }',
  '  spec:',
  '    thresholdMetric: { dataSourceRef: main, spec: { query: age } }',
];
const main =
  'apiVersion: openslo.com/v2alpha\nkind: DataSource\nmetadata: { name: main }\nspec: { type: Prometheus, connectionDetails: { a: 1 } }\n';

describe('openslo.com/v2alpha', () => {
  it('is read with its own names, and several objectives of a threshold', () => {
    const { objects, codes } = parse(
      [
        v2alpha(
          [
            'serviceRef: shop',
            ...V2_SLI,
            'objectives:',
            '  - { op: lt, value: 3, target: 0.9 }',
            '  - { op: lt, value: 9, target: 0.99 }',
          ],
          'name: orders, labels: { nthlayer.dev/team: us }',
        ),
        main,
      ].join('---\n'),
    );
    expect(codes).toEqual([]);
    expect(objects[0]).toMatchObject({
      apiVersion: 'openslo/v1',
      metadata: { name: 'orders', labels: { team: 'us' } },
      spec: {
        service: 'shop',
        indicator: {
          spec: {
            thresholdMetric: {
              metricSource: { metricSourceRef: 'main', spec: { query: 'age' } },
            },
          },
        },
        objectives: [{ value: 3 }, { value: 9 }],
      },
    });
  });

  it.each<[string, readonly string[], string, string]>([
    [
      'a name of v1',
      ['serviceRef: a', 'indicatorRef: x', 'objectives: [{ target: 0.9 }]'],
      'name: orders',
      '8 error unknown-field spec.indicatorRef',
    ],
    [
      'months',
      [
        'serviceRef: a',
        'sliRef: x',
        'objectives: [{ target: 0.9, timeSliceWindow: 1M }]',
      ],
      'name: orders',
      '9 error invalid-duration spec.objectives[0].timeSliceWindow',
    ],
    [
      'a displayName',
      ['serviceRef: a', 'sliRef: x', 'objectives: [{ target: 0.9 }]'],
      'name: orders, displayName: x',
      '3 error unknown-field metadata.displayName',
    ],
    [
      'labels with several values',
      ['serviceRef: a', 'sliRef: x', 'objectives: [{ target: 0.9 }]'],
      'name: orders, labels: { a: [b] }',
      '3 error invalid-label-value metadata.labels.a',
    ],
    [
      'two services',
      [
        'service: a',
        'serviceRef: b',
        'sliRef: x',
        'objectives: [{ target: 0.9 }]',
      ],
      'name: orders',
      '7 error openslo-two-services spec.service',
    ],
    [
      'what no source has',
      [
        'serviceRef: a',
        'sli: { metadata: { name: x }, spec: { thresholdMetric: { dataSourceSpec: { type: b, url: c }, spec: { q: 1 } } } }',
        'objectives: [{ target: 0.9, op: lt, value: 1 }]',
      ],
      'name: orders',
      '8 error unknown-field spec.sli.spec.thresholdMetric.dataSourceSpec.url',
    ],
    [
      'a label of no domain',
      ['serviceRef: a', 'sliRef: x', 'objectives: [{ target: 0.9 }]'],
      'name: orders, labels: { A_b/x: a }',
      '3 error invalid-key metadata.labels["A_b/x"]',
    ],
    [
      'a label of a domain without a name',
      ['serviceRef: a', 'sliRef: x', 'objectives: [{ target: 0.9 }]'],
      'name: orders, labels: { a.com/: a }',
      '3 error invalid-key metadata.labels["a.com/"]',
    ],
    [
      'two sources',
      [
        'serviceRef: a',
        'sli: { metadata: { name: x }, spec: { thresholdMetric: { dataSourceRef: a, dataSourceSpec: { type: b }, spec: { q: 1 } } } }',
        'objectives: [{ target: 0.9, op: lt, value: 1 }]',
      ],
      'name: orders',
      '8 error openslo-two-sources spec.sli.spec.thresholdMetric.dataSourceSpec',
    ],
    [
      'a target of its own that is none, told where it stands',
      [
        'serviceRef: a',
        'objectives: [{ target: 9, sli: { metadata: { name: A }, spec: {} } }]',
      ],
      'name: orders',
      '8 error invalid-name spec.objectives[0].sli.metadata.name',
    ],
  ])('is refused with %s', (_what, lines, metadata, expected) => {
    const { codes } = parse(v2alpha(lines, metadata));
    expect(codes).toContain(expected);
  });

  it('tells of labels that v1 cannot tell apart, whatever they are called', () => {
    const { codes } = parse(
      [
        main,
        v2alpha(
          [
            'serviceRef: a',
            ...V2_SLI,
            'objectives: [{ op: lt, value: 1, target: 0.9 }]',
          ],
          'name: orders, labels: { a.com/x: a, duration: 5m, b.com/x: b, service: c, serviceRef: d, indicator: e }',
        ),
      ].join('---\n'),
    );
    expect(codes).toEqual([
      '8 warning openslo-label-lost metadata.labels["a.com/x"]',
    ]);
  });

  const metricOf = (fields: string) =>
    v2alpha([
      'serviceRef: a',
      `sli: { metadata: { name: x }, spec: { thresholdMetric: { ${fields}, spec: { query: a } } } }`,
      'objectives: [{ target: 0.9, op: lt, value: 1 }]',
    ]);
  const METRIC = 'spec.sli.spec.thresholdMetric';

  it.each<[string, string]>([
    [
      'dataSourceSpec: { type: Prometheus, description: a }',
      `8 warning openslo-field-ignored ${METRIC}.dataSourceSpec.description`,
    ],
    [
      'dataSourceSpec: { type: Prometheus, connectionDetails: { url: a } }',
      `8 warning openslo-field-ignored ${METRIC}.dataSourceSpec.connectionDetails`,
    ],
    [
      'dataSourceSpec: { type: Prometheus }, dataSourceRef: null',
      `8 warning empty-field ${METRIC}.dataSourceRef`,
    ],
  ])('tells what becomes of %s', (fields, expected) => {
    const { objects, codes } = parse(metricOf(fields));
    expect(objects).toHaveLength(1);
    expect(codes).toEqual([expected]);
  });

  it.each(['x', '[]', '7'])('refuses %s as a source', source => {
    const { objects, codes } = parse(metricOf(`dataSourceSpec: ${source}`));
    expect(objects).toEqual([]);
    expect(codes).toContain(`8 error wrong-type ${METRIC}.dataSourceSpec`);
  });

  it('does not take two sources without value for two', () => {
    const { codes } = parse(
      metricOf('dataSourceRef: null, dataSourceSpec: null'),
    );
    expect(codes.join()).not.toContain('openslo-two-sources');
  });

  it.each([
    ['sli: null', 'sli has no value.'],
    ['sliRef: null', 'sliRef has no value.'],
  ])('calls %s as its author does', (line, summary) => {
    const { diagnostics } = parseOpenSlo({
      path: 'a.yaml',
      text: v2alpha(['serviceRef: a', line, 'objectives: [{ target: 0.9 }]']),
    });
    expect(diagnostics.map(each => each.summary)).toContain(summary);
  });

  it.each([
    ['strict', 0, '7 error unknown-field spec.service'],
    ['lenient', 1, '7 warning unknown-field spec.service'],
  ] as const)(
    'tells %s readers of the name of the draft',
    (...[profile, count, told]) => {
      const { objects, codes } = parse(
        v2alpha(['service: a', 'sliRef: x', 'objectives: [{ target: 0.9 }]']),
        profile,
      );
      expect(objects).toHaveLength(count);
      expect(codes).toContain(told);
    },
  );

  it('lists the names that it knows', () => {
    const { diagnostics } = parseOpenSlo({
      path: 'a.yaml',
      text: v2alpha([
        'serviceRef: a',
        'sliRef: x',
        'slo: 1',
        'objectives: [{ target: 0.9 }]',
      ]),
    });
    expect(
      diagnostics.map(({ path, detail }) => [
        path,
        /Known: (.*)/.exec(detail ?? '')?.[1],
      ]),
    ).toContainEqual([
      'spec.slo',
      'description, serviceRef, sli, sliRef, timeWindow, budgetingMethod, objectives, alertPolicies.',
    ]);
  });

  it.each<[string, readonly string[], string, string]>([
    [
      'an SLI',
      ['serviceRef: a', 'objectives: [{ target: 0.9 }]'],
      'There is no sli or sliRef here. Add sli or sliRef.',
      'spec',
    ],
    [
      'an SLI of an objective',
      [
        'serviceRef: a',
        'objectives: [{ target: 0.9, sliRef: b }, { target: 1 }]',
      ],
      'There is no sli or sliRef here. Add sli or sliRef.',
      'spec.objectives[1]',
    ],
    [
      'a place for one of the whole',
      [
        'serviceRef: a',
        'sliRef: c',
        'objectives: [{ target: 0.9, sliRef: b }]',
      ],
      'sliRef has no place here. The objectives have indicators of their own. Keep those, or this one.',
      'spec.sliRef',
    ],
    [
      'a decision between two',
      [
        'serviceRef: a',
        ...V2_SLI,
        'sliRef: c',
        'objectives: [{ target: 0.9 }]',
      ],
      'Both sli and sliRef are given. Keep one of sli, sliRef.',
      'spec.sliRef',
    ],
    [
      'a data source',
      [
        'serviceRef: a',
        'sli: { metadata: { name: x }, spec: { thresholdMetric: { spec: { q: 1 } } } }',
        'objectives: [{ target: 0.9, op: lt, value: 1 }]',
      ],
      'There is no dataSourceSpec.type here. Add dataSourceSpec.type, or dataSourceRef with the name of a DataSource.',
      'spec.sli.spec.thresholdMetric.dataSourceSpec.type',
    ],
  ])('tells of %s in its own words', (_what, lines, text, path) => {
    const { diagnostics } = parseOpenSlo({
      path: 'a.yaml',
      text: v2alpha(lines),
    });
    expect(
      diagnostics.map(each => [each.path, `${each.summary} ${each.detail}`]),
    ).toContainEqual([path, text]);
  });

  it('wants alertAfter', () => {
    const text =
      'apiVersion: openslo.com/v2alpha\nkind: AlertCondition\nmetadata: { name: a }\nspec: { severity: page, condition: { kind: burnrate, op: gt, threshold: 1, lookbackWindow: 1h } }\n';
    expect(parse(text).codes).toEqual([
      '4 error missing-field spec.condition.alertAfter',
    ]);
    expect(parse(text, 'lenient').objects).toHaveLength(1);
  });
});
