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

describe('the rules', () => {
  const [fast, slow] = rulesOf().groups;
  const all = [...fast.rules, ...slow.rules];
  const alerts = all.filter(({ alert }) => alert);

  it('are two groups an SLO, small enough for a ruler', () => {
    const { groups } = rulesOf();
    const name = 'nthlayer/production/payment-api';
    expect(groups.map(each => [each.name, each.interval])).toEqual([
      [`${name}/availability`, '1m'],
      [`${name}/availability/budget`, '5m'],
      [`${name}/latency`, '1m'],
      [`${name}/latency/budget`, '5m'],
    ]);
    groups.forEach(({ rules }) => expect(rules.length).toBeLessThanOrEqual(20));
    expect(all).toHaveLength(16);
  });

  it('record tiles, roll-ups, the budget and what the SLO asks for', () => {
    const recorded = ({ rules }: typeof fast) =>
      rules.flatMap(({ record }) => record ?? []);
    expect(recorded(fast)).toEqual([
      'nthlayer:slo_info',
      'nthlayer:slo_objective:ratio',
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

  it('carry the labels of the SLO', () => {
    const own = {
      service: 'payment-api',
      slo: 'availability',
      environment: 'production',
      team: 'payments',
      tier: 'critical',
    };
    all.forEach(({ labels }) => expect(labels).toMatchObject(own));
    expect(
      alerts.map(({ labels: { severity, burn } }) => [severity, burn]),
    ).toEqual([
      ['critical', 'page-fast'],
      ['critical', 'page-slow'],
      ['warning', undefined],
      ['warning', 'ticket-fast'],
      ['warning', 'ticket-slow'],
      [expect.stringContaining('info'), undefined],
    ]);
  });

  it('wait for missing data only', () => {
    expect(
      alerts.flatMap(rule => (rule.for ? [rule.alert, rule.for] : [])),
    ).toEqual(['NthLayerSliMissing', '10m']);
  });

  it('ask for bad events before they page', () => {
    expect(
      alerts.map(({ labels, expr }) => [labels.burn, expr.includes(') >= 3')]),
    ).toEqual([
      ['page-fast', true],
      ['page-slow', true],
      [undefined, false],
      ['ticket-fast', false],
      ['ticket-slow', false],
      [undefined, false],
    ]);
  });

  it('are evaluated as often as what they look at changes', () => {
    const ranges = (rule: (typeof all)[number]) =>
      [...rule.expr.matchAll(/:delta(\w+)\{[^}]*\}\[(\w+)\]/g)].map(
        ([, tier, range]) => `${tier} ${range}`,
      );
    const burns = (group: typeof fast) =>
      group.rules.filter(({ labels }) => labels.burn).map(ranges);
    expect(burns(fast)).toEqual([
      ['1m 59m30s', '1m 59m30s', '1m 4m30s', '1m 4m30s'],
      ['1m 5h59m30s', '1m 5h59m30s', '1m 29m30s', '1m 29m30s'],
    ]);
    expect(burns(slow)).toEqual([
      ['5m 23h59m59s', '5m 23h59m59s', '5m 1h59m59s', '5m 1h59m59s'],
      ['5m 2d23h59m59s', '5m 2d23h59m59s', '5m 5h59m59s', '5m 5h59m59s'],
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
