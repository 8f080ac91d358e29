import {
  CompositeSli,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { stringify } from 'yaml';
import { describeWithTools } from '../../promql/__testUtils__/findTool';
import { apiService } from './__testUtils__/apiService';
import { readRuleTests } from './__testUtils__/ruleFiles';
import { RuleTester } from './__testUtils__/RuleTester';
import { prometheusRulesGenerator } from '.';

const own = { label: 'service', op: '=', value: 'payment-api' } as const;

const SLIS: Readonly<Record<string, Sli>> = {
  probe: {
    kind: 'probe',
    up: { metric: 'probe_success', matchers: [own] },
    groupBy: [],
  },
  'native histogram': {
    kind: 'native-latency',
    histogram: { metric: 'request_seconds', matchers: [own] },
    thresholdMs: 250,
    unitMs: 1000,
    groupBy: [],
  },
  threshold: {
    kind: 'threshold',
    expression: 'max(queue_depth{service="payment-api"})',
    op: 'lte',
    value: 100,
    groupBy: [],
  },
  ratio: {
    kind: 'expression',
    of: 'good',
    ratio: 'avg_over_time(share{service="payment-api"}[{{.window}}])',
    reason: 'gauge',
    groupBy: [],
  },
  parts: {
    kind: 'expression',
    of: 'bad',
    part: 'sum(rate(failed{service="payment-api"}[5m])) * 2',
    total: 'sum(rate(all{service="payment-api"}[5m])) * 2',
    reason: 'arithmetic',
    groupBy: ['route'],
  },
};

function filesOf(sli: Sli, changes: Partial<Slo> = {}) {
  const { spec, context, slos } = apiService();
  const { assets, diagnostics } = prometheusRulesGenerator.generate(spec, {
    ...context,
    slos: [{ ...slos[0], sli, ...changes }],
  });
  return {
    diagnostics,
    files: Object.fromEntries(
      assets.map(({ path, content }) => [path, content]),
    ),
  };
}

function compositeOf(formula: CompositeSli['formula']): Sli {
  return {
    kind: 'composite',
    formula,
    members: [
      { slo: 'availability', weight: 0.7 },
      { slo: 'latency', weight: 0.3 },
    ],
    groupBy: [],
  };
}

/** Whether a test asks for something of the SLO `all`. */
function isOfComposite(test: unknown): boolean {
  return /\bslo(?:: |=")all\b/.test(stringify(test));
}

describeWithTools('promtool')('promtool', () => {
  const tester = new RuleTester();

  it.each(Object.entries(SLIS))(
    'accepts the rules of a %s, and they pass their tests',
    async (_, sli) => {
      const { files, diagnostics } = filesOf(sli);
      expect(diagnostics).toEqual([]);
      await tester.run(files);
      expect(readRuleTests(files).tests.length).toBeGreaterThan(8);
    },
    120_000,
  );

  it.each(['sum', 'worst', 'weighted'] as const)(
    'accepts the rules of a composite beside its members, and they pass their tests: %s',
    async formula => {
      const { spec, context, slos } = apiService();
      const composite = {
        ...slos[0],
        name: 'all',
        sli: compositeOf(formula),
      };
      const { assets, diagnostics } = prometheusRulesGenerator.generate(spec, {
        ...context,
        slos: [composite, ...slos],
      });
      const files = Object.fromEntries(
        assets.map(({ path, content }) => [path, content]),
      );
      expect(diagnostics).toEqual([]);
      // the members' own tests are the same whatever the formula is
      const all = readRuleTests(files);
      const tests =
        formula === 'sum' ? all.tests : all.tests.filter(isOfComposite);
      await tester.run({
        ...files,
        'rules.test.yaml': stringify({ ...all, tests }),
      });
      expect(tests.length).toBeGreaterThan(8);
      expect(stringify(tests)).toContain('a composite is made of');
    },
    120_000,
  );

  it.each([
    ['Timeslices', 1],
    ['Timeslices', 5],
    ['Timeslices', 60],
    ['Timeslices', 240],
    ['RatioTimeslices', 3],
    ['RatioTimeslices', 15],
  ] as const)(
    'accepts the rules of %s of %d minutes, and they pass their tests',
    async (method, minutes) => {
      const { slos } = apiService();
      const { files, diagnostics } = filesOf(slos[0].sli, {
        method,
        objective: 0.99,
        slices: { lengthMs: minutes * 60_000, objective: 0.95 },
      });
      expect(diagnostics.every(({ severity }) => severity === 'info')).toBe(
        true,
      );
      await tester.run(files);
      expect(files['rules.yaml']).toContain('slo_budget_remaining');
    },
    120_000,
  );

  it('makes no rules of a composite that cannot be', () => {
    const { files, diagnostics } = filesOf(compositeOf('worst'));
    expect(files).toEqual({});
    expect(diagnostics).toMatchObject([{ code: 'composite-cycle' }]);
  });

  it('notices a probe that counts wrongly', async () => {
    const { files } = filesOf(SLIS.probe);
    const rules = files['rules.yaml'].replaceAll('[2m]', '[3m]');
    expect(rules).not.toBe(files['rules.yaml']);
    await expect(
      new RuleTester().run({ ...files, 'rules.yaml': rules }),
    ).rejects.toThrow('FAILED');
  }, 120_000);

  it('finds no fault with the rules of all of these', async () => {
    expect(await tester.check()).toMatch(/SUCCESS: \d+ rules found/);
  });
});
