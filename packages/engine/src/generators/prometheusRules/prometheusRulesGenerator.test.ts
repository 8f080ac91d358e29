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
  const [group] = rulesOf().groups;
  const alerts = group.rules.filter(({ alert }) => alert);

  it('are one group an SLO, small enough for a ruler', () => {
    const { groups } = rulesOf();
    expect(groups.map(({ name, interval }) => [name, interval])).toEqual([
      ['nthlayer/production/payment-api/availability', '1m'],
      ['nthlayer/production/payment-api/latency', '1m'],
    ]);
    groups.forEach(({ rules }) => expect(rules.length).toBeLessThanOrEqual(20));
  });

  it('record tiles, ratios and what the SLO asks for', () => {
    expect(group.rules.flatMap(({ record }) => record ?? [])).toEqual([
      'nthlayer:sli_bad:delta1m',
      'nthlayer:sli_total:delta1m',
      ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map(
        window => `nthlayer:slo_error:ratio${window}`,
      ),
      'nthlayer:slo_objective:ratio',
      'nthlayer:slo_info',
    ]);
  });

  it('carry the labels of the SLO', () => {
    const own = {
      service: 'payment-api',
      slo: 'availability',
      environment: 'production',
      team: 'payments',
      tier: 'critical',
    };
    group.rules.forEach(({ labels }) => expect(labels).toMatchObject(own));
    expect(
      alerts.map(({ labels: { severity, burn } }) => [severity, burn]),
    ).toEqual([
      ['critical', 'page-fast'],
      ['critical', 'page-slow'],
      ['warning', 'ticket-fast'],
      ['warning', 'ticket-slow'],
      ['warning', undefined],
    ]);
  });

  it('wait for missing data only', () => {
    expect(alerts.map(rule => rule.for)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      '10m',
    ]);
  });

  it('ask for bad events before they page', () => {
    expect(alerts.map(({ expr }) => expr.includes(') >= 3'))).toEqual([
      true,
      true,
      false,
      false,
      false,
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
      rulesOf({ scrapeIntervalMs }).groups[0].rules[1].expr.match(
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

  it('names an alert that could never fire', () => {
    const { diagnostics } = generate({ availability: 0.9 });
    expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([
      ['alert-unreachable', 'slos.availability.objective'],
    ]);
  });
});
