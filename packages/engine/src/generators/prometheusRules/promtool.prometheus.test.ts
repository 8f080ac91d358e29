import { parse, stringify } from 'yaml';
import { describeWithTools } from '../../promql/__testUtils__/findTool';
import { apiService } from './__testUtils__/apiService';
import { promtool } from './__testUtils__/promtool';
import { RuleTester } from './__testUtils__/RuleTester';
import { prometheusRulesGenerator } from '.';

type Options = Parameters<typeof apiService>[0];

function filesOf(options?: Options): Record<string, string> {
  const { spec, context } = apiService(options);
  const { assets } = prometheusRulesGenerator.generate(spec, context);
  return Object.fromEntries(assets.map(({ path, content }) => [path, content]));
}

/** A file of tests as it is, but for those that last for hours; and as it is with these alone. */
function withoutHours(file: string): { tests: string; ofHours: string } {
  const [head, ...tests] = file.split(/^(?= {2}- name: )/m);
  const ofHours = tests.filter(test => /eval_time: \d{3}/.test(test));
  const others = tests.filter(test => !ofHours.includes(test));
  return {
    tests: [head, ...others].join(''),
    ofHours: [head, ...ofHours].join(''),
  };
}

const HOSTILE = 'x"} or vector(1) or up{a="\\\n{{ query "up" }}{{{';

describeWithTools('promtool')('promtool', () => {
  const cases: [string, Options][] = [
    ['critical', { tier: 'critical' }],
    ['high', { tier: 'high', availability: 0.999 }],
    ['standard', { tier: 'standard', availability: 0.999, thresholdMs: 500 }],
    ['low', { tier: 'low', availability: 0.995, thresholdMs: 1000 }],
    [
      'a week, by group, scraped each minute',
      { days: 7, groupBy: ['route'], scrapeIntervalMs: 60_000 },
    ],
    [
      'alerts of its own',
      {
        availability: 0.999,
        alerts: {
          burn: {
            'page-fast': { budgetShare: 0.04, longMs: 2 * 3_600_000 },
            'ticket-fast': { longMs: 36 * 3_600_000 },
            'ticket-slow': { longMs: 7 * 86_400_000 },
          },
          disabled: ['page-slow'],
          minBadEvents: 10,
          budgetThresholds: [0.1, 0.5, 1],
        },
      },
    ],
    [
      'policies of a user',
      {
        availability: 0.99,
        alerts: {
          disabled: ['sli-missing'],
          policies: [
            {
              name: 'page-now',
              severity: 'critical',
              longMs: 3_600_000,
              factor: 14.4,
              atFactor: false,
              forMs: 0,
              targets: ['on-call', HOSTILE],
            },
            {
              name: 'page-later',
              severity: 'critical',
              longMs: 5 * 60_000,
              factor: 10,
              atFactor: true,
              forMs: 5 * 60_000,
              targets: [],
            },
            {
              name: 'ticket',
              severity: 'warning',
              longMs: 2 * 86_400_000,
              factor: 2,
              atFactor: true,
              forMs: 3_600_000,
              targets: ['queue'],
            },
          ],
        },
      },
    ],
  ];

  const differing = (): Record<string, string> => {
    const { spec, context, slos } = apiService({ groupBy: ['route'] });
    const [first, second] = slos;
    const { assets } = prometheusRulesGenerator.generate(spec, {
      ...context,
      slos: [
        first,
        {
          ...second,
          sli: { ...second.sli, groupBy: [] },
          window: { type: 'rolling', durationMs: 7 * 86_400_000 },
          alerts: { disabled: ['page-slow', 'budget-75', 'sli-missing'] },
        },
      ],
    });
    return Object.fromEntries(
      assets.map(({ path, content }) => [path, content]),
    );
  };

  const tester = new RuleTester();

  it.each([
    ...cases.map(([name, options]) => [name, () => filesOf(options)] as const),
    ['SLOs of one service that differ', differing] as const,
  ])(
    'accepts the rules, and they pass their tests: %s',
    async (_, generate) => {
      expect(await tester.run(generate())).toContain('SUCCESS');
    },
    120_000,
  );

  it('accepts the files as they are, with hostile names', async () => {
    const files = filesOf({
      days: 90,
      availability: 0.9999,
      latency: 0.9,
      service: HOSTILE,
      owner: HOSTILE,
      displayName: HOSTILE,
    });
    const { tests, ofHours } = withoutHours(files['rules.test.yaml']);
    const [tested] = await Promise.all([
      promtool(['test', 'rules', 'tests.yaml'], {
        ...files,
        'tests.yaml': tests,
      }),
      tester.run(
        { ...files, 'rules.test.yaml': ofHours },
        { onAllRules: false },
      ),
    ]);
    expect(tested).toContain('SUCCESS');
    expect(parse(tests).tests.length).toBeGreaterThan(15);
    expect(parse(ofHours).tests).toHaveLength(2);
  }, 120_000);

  it('notices rules that count or alert wrongly', async () => {
    const files = filesOf();
    const tests = parse(files['rules.test.yaml']);
    const mistakes: [string, string, string][] = [
      ['new pod', 'offset 1m15s', 'offset 3m'],
      ['one roll-up', '[4m30s] offset 1m', '[5m] offset 1m'],
      ['one roll-up', 'time() % 300', 'time() % 240'],
      ['one roll-up', '[59m30s]', '[54m30s]'],
      ['% of the budget', '>= 0.75', '>= 0.9'],
      ['% of the budget', 'ge $value 0.85', 'ge $value 0.5'],
      ['end with', '[4m30s]', '[6m30s]'],
      ['is over', 'vector(0.0015)', 'vector(-1)'],
      ['no faster', 'vector(0.003)', 'vector(0.0005)'],
      ['never was', ' and count(', ' or on () vector(0) or count('],
      ['20 minutes', '[1h] offset 1m15s', '[10m] offset 1m15s'],
      ['70 minutes', 'offset 4h1m15s', 'offset 5h1m15s'],
    ];
    await Promise.all(
      mistakes.map(async ([name, right, wrong]) => {
        const short = {
          ...tests,
          tests: tests.tests.filter((test: { name: string }) =>
            test.name.includes(name),
          ),
        };
        const broken = {
          'rules.yaml': files['rules.yaml'].replaceAll(right, wrong),
          'rules.test.yaml': stringify(short),
        };
        expect(broken['rules.yaml']).not.toBe(files['rules.yaml']);
        await expect(
          new RuleTester().run(broken, { onAllRules: false }),
        ).rejects.toThrow('FAILED');
      }),
    );
  }, 60_000);

  const alertCase = (files: Record<string, string>, expected: object[]) => ({
    ...files,
    'alerts.test.yaml': stringify({
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [
            ...['a', 'b'].map(route => ({
              series: `http_requests_total{service="payment-api",status="200",route="${route}"}`,
              values: '0+98x20',
            })),
            {
              series:
                'http_requests_total{service="payment-api",status="500",route="b"}',
              values: '0+2x20',
            },
          ],
          alert_rule_test: [
            {
              alertname: 'NthLayerErrorBudgetBurn',
              eval_time: '10m',
              exp_alerts: expected,
            },
          ],
        },
      ],
    }),
  });

  const labels = {
    service: 'payment-api',
    slo: 'availability',
    environment: 'production',
    team: 'payments',
    tier: 'critical',
  };

  const annotations = (
    percentage: string,
    window: string,
    spent: string,
    lasts: string,
  ) => ({
    summary: 'payment-api burns its error budget too fast: Availability.',
    description: `${percentage} of the events of the last ${window} were bad; the objective allows 0.05%. That spent ${spent} of the error budget of 30d. At this rate a full budget is exhausted in ${lasts}.`,
  });

  it('says what was spent and how long a budget lasts', async () => {
    // 2 of 198 a minute: 20.2 times what is allowed.
    const alert = (
      severity: string,
      burn: string,
      ...text: [string, string]
    ) => ({
      exp_labels: { ...labels, severity, burn },
      exp_annotations: annotations('1.01%', ...text, '1d 11h 38m 23s'),
    });
    const files = alertCase(filesOf(), [
      alert('critical', 'page-fast', '1h', '2.806%'),
      alert('critical', 'page-slow', '6h', '16.84%'),
      alert('warning', 'ticket-fast', '1d', '67.34%'),
      alert('warning', 'ticket-slow', '3d', '202%'),
    ]);
    expect(
      await promtool(['test', 'rules', 'alerts.test.yaml'], files),
    ).toContain('SUCCESS');
  });

  it('says it of the group that burns', async () => {
    const alert = (
      severity: string,
      burn: string,
      ...text: [string, string]
    ) => ({
      exp_labels: { ...labels, route: 'b', severity, burn },
      exp_annotations: annotations('2%', ...text, '18h 0m 0s'),
    });
    const files = alertCase(filesOf({ groupBy: ['route'] }), [
      alert('critical', 'page-fast', '1h', '5.556%'),
      alert('critical', 'page-slow', '6h', '33.33%'),
      alert('warning', 'ticket-fast', '1d', '133.3%'),
      alert('warning', 'ticket-slow', '3d', '400%'),
    ]);
    expect(
      await promtool(['test', 'rules', 'alerts.test.yaml'], files),
    ).toContain('SUCCESS');
  });

  it('shows hostile names as they are, and runs nothing of them', async () => {
    const { spec, context } = apiService({ displayName: HOSTILE });
    const { assets } = prometheusRulesGenerator.generate(spec, context);
    const files = Object.fromEntries(
      assets.map(({ path, content }) => [path, content]),
    );
    const tests = stringify({
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [],
          alert_rule_test: [
            {
              alertname: 'NthLayerSliMissing',
              eval_time: '20m',
              exp_alerts: [HOSTILE, 'Latency'].map((name, i) => ({
                exp_labels: {
                  ...labels,
                  slo: ['availability', 'latency'][i],
                  severity: 'warning',
                },
                exp_annotations: {
                  summary: `payment-api has no data for its SLO: ${name}.`,
                  description:
                    'Nothing has been known of it for 10m: the service is not scraped, or its metric has another name or bucket, or it was never deployed. Its error budget is unknown, not healthy.',
                },
              })),
            },
          ],
        },
      ],
    });
    expect(
      await promtool(['test', 'rules', 'names.test.yaml'], {
        ...files,
        'names.test.yaml': tests,
      }),
    ).toContain('SUCCESS');
  });

  it('finds no fault with the rules of all of these', async () => {
    expect(await tester.check()).toMatch(/SUCCESS: \d+ rules found/);
  });
});
