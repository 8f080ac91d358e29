import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { labelsIn, metricsIn, parse } from '../../promql';
import { apiService } from './__testUtils__/apiService';
import { literal } from './goTemplate';
import { prometheusRulesGenerator } from '.';

interface RuleFile {
  readonly groups: readonly {
    readonly name: string;
    readonly interval: string;
    readonly rules: readonly {
      readonly record?: string;
      readonly alert?: string;
      readonly expr: string;
      readonly for?: string;
      readonly labels: Record<string, string>;
      readonly annotations?: Record<string, string>;
    }[];
  }[];
}

function generate(options?: Parameters<typeof apiService>[0]) {
  const { spec, context } = apiService(options);
  return prometheusRulesGenerator.generate(spec, context);
}

function rulesOf(options?: Parameters<typeof apiService>[0]): RuleFile {
  const [rules] = generate(options).assets;
  const documents = parseAllDocuments(rules.content);
  expect(documents).toHaveLength(1);
  return documents[0].toJS();
}

describe('the files', () => {
  it('are the rules and their tests', () => {
    expect(
      generate().assets.map(({ id, kind, path }) => [id, kind, path]),
    ).toEqual([
      ['prometheus-rules', 'prometheus-rules', 'rules.yaml'],
      ['prometheus-rule-tests', 'prometheus-rule-tests', 'rules.test.yaml'],
    ]);
  });

  it('have the same bytes each time', () => {
    expect(generate()).toEqual(generate());
  });

  it('are not made without SLOs', () => {
    const { spec, context } = apiService();
    expect(
      prometheusRulesGenerator.generate(spec, { ...context, slos: [] }),
    ).toEqual({ assets: [], diagnostics: [] });
  });
});

/** The pair of windows of each level of a burn alert, by the ranges that they are summed over. */
function levelsOf(expr: string): Record<string, string[]> {
  const parts = expr.split(/, "burn", "([\w-]+)", "", ""\)/);
  return Object.fromEntries(
    parts
      .slice(0, -1)
      .flatMap((part, i) =>
        i % 2 === 0
          ? [
              [
                parts[i + 1],
                [...part.matchAll(/:delta(\w+)\{[^}]*\}\[(\w+)\]/g)].map(
                  ([, tier, range]) => `${tier} ${range}`,
                ),
              ],
            ]
          : [],
      ),
  );
}

describe('the rules', () => {
  const [fast, slow] = rulesOf().groups;
  const all = [...fast.rules, ...slow.rules];
  const alerts = all.filter(({ alert }) => alert);
  const burns = alerts.filter(({ alert }) => alert?.endsWith('Burn'));

  it('are two groups a service, small enough for a ruler', () => {
    const { groups } = rulesOf();
    const name = 'nthlayer/production/payment-api';
    expect(groups.map(each => [each.name, each.interval])).toEqual([
      [name, '1m'],
      [`${name}/budget`, '5m'],
    ]);
  });

  it.each([
    [1, 14, 2],
    [2, 16, 2],
    [3, 18, 2],
    [5, 22, 2],
    [6, 24, 2],
    [7, 38, 4],
    [20, 3 * 24 + 16, 8],
  ])('of %d SLOs are %d in %d groups', (count, rules, groups) => {
    const { spec, context, slos } = apiService();
    const { assets } = prometheusRulesGenerator.generate(spec, {
      ...context,
      slos: Array.from({ length: count }, (_, i) => ({
        ...slos[i % 2],
        name: `slo-${i}`,
      })),
    });
    const file: RuleFile = parseAllDocuments(assets[0].content)[0].toJS();
    const sizes = file.groups.map(each => each.rules.length);
    expect(sizes).toHaveLength(groups);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(rules);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
    expect(new Set(file.groups.map(({ name }) => name)).size).toBe(groups);
  });

  it('record tiles, roll-ups, the budget and what the SLO asks for', () => {
    const recorded = ({ rules }: typeof fast) =>
      rules.flatMap(({ record }) => record ?? []);
    expect(recorded(fast)).toEqual([
      'nthlayer:slo_info',
      'nthlayer:slo_objective:ratio',
      'nthlayer:sli_bad:delta1m',
      'nthlayer:sli_total:delta1m',
      'nthlayer:sli_bad:delta1m',
      'nthlayer:sli_total:delta1m',
      'nthlayer:sli_bad:delta5m',
      'nthlayer:sli_total:delta5m',
      'nthlayer:sli_bad:delta1h',
      'nthlayer:sli_total:delta1h',
    ]);
    expect(recorded(slow)).toEqual([
      'nthlayer:slo_error:ratio30d',
      'nthlayer:slo_budget_remaining:ratio',
    ]);
  });

  it.each([
    [30 * 24, 'ratio30d', 'sli_bad:delta1h', '30d'],
    [72, 'ratio3d', 'sli_bad:delta5m', '3d'],
    [6, 'ratio6h', 'sli_bad:delta1m', '6h'],
  ])('sum up %p hours from what fits', (hours, record, from, range) => {
    const rule = rulesOf({ days: hours / 24 }).groups[1].rules[0];
    expect(rule.record).toBe(`nthlayer:slo_error:${record}`);
    expect(rule.expr).toContain(`nthlayer:${from}{`);
    expect(rule.expr).toContain(`[${range}]`);
  });

  it('carry the labels of the service; the expression says of which SLO', () => {
    const own = {
      service: 'payment-api',
      environment: 'production',
      team: 'payments',
      tier: 'critical',
    };
    for (const { expr, labels } of all) {
      expect(labels).toMatchObject(own);
      const named = labels.slo ?? /slo=~"(.*?)"/.exec(expr)?.[1];
      expect(named ?? expr).toMatch(/availability|latency/);
    }
    expect(alerts.map(({ labels: { severity } }) => severity)).toEqual([
      'critical',
      'warning',
      'warning',
      expect.stringContaining('info'),
    ]);
    expect(burns.map(({ expr }) => Object.keys(levelsOf(expr)))).toEqual([
      ['page-fast', 'page-slow'],
      ['ticket-fast', 'ticket-slow'],
    ]);
  });

  it('of one SLO name it, and a burn alert of one level its level', () => {
    const { spec, context, slos } = apiService({
      alerts: { disabled: ['page-slow'] },
    });
    const { assets } = prometheusRulesGenerator.generate(spec, {
      ...context,
      slos: [slos[0]],
    });
    const file: RuleFile = parseAllDocuments(assets[0].content)[0].toJS();
    const rules = file.groups.flatMap(group => group.rules);
    rules.forEach(({ labels }) => expect(labels.slo).toBe('availability'));
    expect(rules.flatMap(({ labels }) => labels.burn ?? [])).toEqual([
      'page-fast',
    ]);
  });

  it('say everything of each SLO exactly, where SLOs differ', () => {
    const { spec, context, slos } = apiService();
    const [first, second] = slos;
    const other = {
      ...second,
      window: { type: 'rolling' as const, durationMs: 7 * 86_400_000 },
      alerts: { disabled: ['page-slow' as const, 'budget-75' as const] },
    };
    const { assets } = prometheusRulesGenerator.generate(spec, {
      ...context,
      slos: [first, other],
    });
    const file: RuleFile = parseAllDocuments(assets[0].content)[0].toJS();
    const rules = file.groups.flatMap(group => group.rules);
    expect(rules.flatMap(({ record }) => record ?? []).slice(-3)).toEqual([
      'nthlayer:slo_error:ratio30d',
      'nthlayer:slo_error:ratio7d',
      'nthlayer:slo_budget_remaining:ratio',
    ]);
    const spent = rules.filter(({ alert }) => alert?.endsWith('Spent'));
    expect(spent.map(({ labels: { slo } }) => slo)).toEqual([
      'availability',
      'latency',
    ]);
    const [page] = rules.filter(({ alert }) => alert?.endsWith('Burn'));
    // 2 % of 30 d and 8 % of 7 d in an hour
    expect(page.expr).toContain(
      'label_replace(vector(0.0072), "slo", "availability", "", "") or label_replace(vector(0.1344), "slo", "latency", "", "")',
    );
    expect(page.expr).toMatch(
      /slo="availability",environment="production"\}\[5h59m30s\]/,
    );
    expect(page.annotations?.description).toContain(
      'error budget of {{ if eq $labels.slo "availability" }}30d{{ else }}7d{{ end }}.',
    );
  });

  it('wait for missing data only', () => {
    expect(
      alerts.flatMap(rule => (rule.for ? [rule.alert, rule.for] : [])),
    ).toEqual(['NthLayerSliMissing', '10m']);
  });

  it('ask for bad events before they page', () => {
    expect(
      alerts.map(({ alert, labels, expr }) => [
        alert,
        labels.severity.slice(0, 8),
        expr.split(') >= 3').length - 1,
      ]),
    ).toEqual([
      ['NthLayerErrorBudgetBurn', 'critical', 2],
      ['NthLayerSliMissing', 'warning', 0],
      ['NthLayerErrorBudgetBurn', 'warning', 0],
      ['NthLayerErrorBudgetSpent', '{{ if ge', 0],
    ]);
  });

  it('are evaluated as often as what they look at changes', () => {
    expect(burns.map(({ expr }) => levelsOf(expr))).toEqual([
      {
        'page-fast': ['1m 59m30s', '1m 59m30s', '1m 4m30s', '1m 4m30s'],
        'page-slow': ['1m 5h59m30s', '1m 5h59m30s', '1m 29m30s', '1m 29m30s'],
      },
      {
        'ticket-fast': [
          '5m 23h59m59s',
          '5m 23h59m59s',
          '5m 1h59m59s',
          '5m 1h59m59s',
        ],
        'ticket-slow': [
          '5m 2d23h59m59s',
          '5m 2d23h59m59s',
          '5m 5h59m59s',
          '5m 5h59m59s',
        ],
      },
    ]);
    expect(fast.rules).toContain(burns[0]);
    expect(slow.rules).toContain(burns[1]);
  });

  it.each([
    [
      'roll-ups where they fill the short window',
      'ticket-fast',
      7,
      '5m 6h59m59s',
      '5m 34m59s',
    ],
    ['tiles where they do not', 'ticket-fast', 6.5, '5m 6h29m59s', '1m 32m59s'],
    [
      'fine roll-ups of a long window',
      'ticket-slow',
      168,
      '5m 6d23h59m59s',
      '5m 13h59m59s',
    ],
  ])('with windows of their own sum up %s', (_, level, hours, long, short) => {
    const { groups } = rulesOf({
      alerts: { burn: { [level]: { longMs: hours * 3_600_000 } } },
    });
    const burn = groups[1].rules.find(({ alert }) => alert?.endsWith('Burn'));
    expect(levelsOf(burn?.expr ?? '')[level].slice(1, 3)).toEqual([
      long,
      short,
    ]);
  });

  it('link to nothing that does not exist', () => {
    alerts.forEach(({ annotations }) =>
      expect(Object.keys(annotations ?? {})).toEqual([
        'summary',
        'description',
      ]),
    );
  });

  it('lag a scrape behind, half a minute at most', () => {
    const offsets = (scrapeIntervalMs: number) =>
      rulesOf({ scrapeIntervalMs }).groups[0].rules[3].expr.match(
        /offset \w+/,
      )?.[0];
    expect(offsets(10_000)).toBe('offset 10s');
    expect(offsets(60_000)).toBe('offset 30s');
  });

  it('have no team without an owner', () => {
    const [{ rules }] = rulesOf({ owner: '' }).groups;
    expect(rules[0].labels).not.toHaveProperty('team');
  });
});

describe('hostile values', () => {
  it('never change which series are read', () => {
    const plain = rulesOf().groups[0].rules.map(({ expr }) => expr);
    const shape = (expr: string) => {
      const { expression } = parse(expr);
      return expression && [metricsIn(expression), labelsIn(expression)];
    };
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const { groups } = rulesOf({ service: text, displayName: text });
        expect(groups[0].rules.map(({ expr }) => shape(expr))).toEqual(
          plain.map(shape),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('never open a template', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '"', 'a', ' ') }),
        text => {
          const template = literal(text);
          expect(template.replaceAll('{{"{"}}', '')).not.toContain('{');
          expect(template.replaceAll('{{"{"}}', '{')).toBe(text);
        },
      ),
    );
  });
});

describe('findings', () => {
  it('names an SLO that is split by a label of the rules', () => {
    const { assets, diagnostics } = generate({ groupBy: ['team'] });
    expect(assets).toEqual([]);
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['reserved-group-label', 'slos.availability.sli.groupBy'],
      ['reserved-group-label', 'slos.latency.sli.groupBy'],
    ]);
  });

  it('names an SLO whose rules cannot be tested, and makes the rules', () => {
    const { spec, context, slos } = apiService();
    const odd = {
      ...slos[0],
      sli: {
        kind: 'ratio' as const,
        total: { metric: 'a', matchers: [] },
        bad: {
          metric: 'a',
          matchers: [{ label: 'x', op: '=~' as const, value: '[0-9]{9}' }],
        },
        groupBy: [],
      },
    };
    const { assets, diagnostics } = prometheusRulesGenerator.generate(spec, {
      ...context,
      slos: [odd],
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['rules-untested']);
    expect(assets[0].content).toContain('x=~');
  });

  it('says where no budget is recorded, and records the ratio', () => {
    const { spec, context, slos } = apiService();
    const calendar = {
      ...slos[0],
      window: {
        type: 'calendar' as const,
        count: 1,
        unit: 'month' as const,
        startTime: '2026-01-01 00:00:00',
        timeZone: 'UTC',
      },
    };
    const slices = { ...slos[1], method: 'Timeslices' as const };
    const { assets, diagnostics } = prometheusRulesGenerator.generate(spec, {
      ...context,
      slos: [calendar, slices],
    });
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['budget-not-recorded', 'slos.availability.window'],
      ['budget-not-recorded', 'slos.latency.method'],
    ]);
    expect(assets[0].content).toContain('nthlayer:slo_error:ratio30d');
    expect(assets[0].content).not.toContain('slo_budget_remaining');
    expect(assets[0].content).not.toContain('NthLayerErrorBudgetSpent');
  });

  it('makes no alert that the SLO switches off, and no test of it', () => {
    const { spec, context, slos } = apiService();
    const disabled = [
      'page-slow',
      'ticket-fast',
      'sli-missing',
      'budget-75',
      'budget-95',
    ] as const;
    const { assets, diagnostics } = prometheusRulesGenerator.generate(spec, {
      ...context,
      slos: [{ ...slos[0], alerts: { disabled } }],
    });
    const [rules, tests] = assets.map(({ content }) => content);
    const { groups }: RuleFile = parseAllDocuments(rules)[0].toJS();
    const alerts = groups.flatMap(group =>
      group.rules.filter(({ alert }) => alert),
    );
    expect(
      alerts.map(({ labels: { severity, burn, budget } }) => [
        severity,
        burn ?? budget,
      ]),
    ).toEqual([
      ['critical', 'page-fast'],
      ['warning', 'ticket-slow'],
      ['warning', '85'],
    ]);
    expect(tests).not.toMatch(/page-slow|ticket-fast|missed|75 %|97 %/);
    expect(diagnostics).toEqual([]);
  });

  it('names an alert that could never fire', () => {
    const { diagnostics } = generate({ availability: 0.9 });
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['alert-unreachable', 'slos.availability.objective'],
    ]);
  });
});
