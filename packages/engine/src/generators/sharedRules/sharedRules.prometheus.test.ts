import { ReliabilityStack } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parse, stringify } from 'yaml';
import { describeWithTools } from '../../promql/__testUtils__/findTool';
import { mapSliSelectors } from '../../spec/mapSliSelectors';
import { prometheusRulesGenerator } from '../prometheusRules';
import { apiService } from '../prometheusRules/__testUtils__/apiService';
import { promtool } from '../prometheusRules/__testUtils__/promtool';
import { generateSharedRules } from '.';

const OPTIONS = { serviceLabel: 'service', scrapeIntervalMs: 15_000 };
const HOSTILE = 'x"} or vector(1) or up{a="\\\n$1 {{ query "up" }}|.*';

const SERVICES = [
  { service: 'payment-api', owner: 'group:default/payments' },
  { service: 'checkout', owner: 'group:default/$shop', groupBy: ['route'] },
  { service: 'search', owner: '' },
  { service: HOSTILE, owner: 'group:default/payments' },
  { service: 'slow', availability: 0.99, thresholdMs: 1000 },
];

function stackOf(
  options: Parameters<typeof apiService>[0],
  entity: string,
): ReliabilityStack {
  const { spec, context, slos } = apiService(options);
  return {
    spec: { ...spec, entityRef: `component:default/${entity}` },
    environment: context.environment,
    slos,
    assets: [],
    diagnostics: [],
    revision: '',
  };
}

const STACKS = SERVICES.map((options, i) => stackOf(options, `entity-${i}`));

function serviceRules({ spec, slos }: ReliabilityStack): string {
  const { context } = apiService();
  const { assets } = prometheusRulesGenerator.generate(spec, {
    ...context,
    slos,
  });
  return assets[0].content;
}

/** The same services, told apart by another label. */
function relabelled(stack: ReliabilityStack, label: string): ReliabilityStack {
  const slos = stack.slos.map(slo => ({
    ...slo,
    sli: mapSliSelectors(slo.sli, ({ metric, matchers }) => ({
      metric,
      matchers: matchers.map(each =>
        each.label === 'service' ? { ...each, label } : each,
      ),
    })),
  }));
  return { ...stack, slos };
}

function series(name: string, labels: Record<string, string>, values: string) {
  const matchers = Object.entries(labels).map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  return { series: `${name}{${matchers.join(',')}}`, values };
}

/** Requests of every service, and of one that has no rules. */
const INPUT = [...SERVICES.map(({ service }) => service), 'stranger'].flatMap(
  (service, i) => {
    const own = { service, pod: 'a' };
    const of = (status: string, step: number, route: string) =>
      series(
        'http_requests_total',
        { ...own, status, route },
        `5+${step}x29 _x10 ${200 + step}+${step}x40`,
      );
    const latency = (name: string, labels: object, step: number) =>
      series(
        `http_request_duration_seconds_${name}`,
        { ...own, ...labels },
        `5+${step}x80`,
      );
    return [
      of('200', 100 + i, '/a'),
      of('200', 10 + i, '/b'),
      of('503', 1 + 20 * i, '/b'),
      latency('count', {}, 100),
      latency('bucket', { le: '0.25' }, 90 - i),
      latency('bucket', { le: '1.0' }, 95 - i),
    ];
  },
);

/** What the rules record at these minutes, which a failing test tells. */
async function recorded(
  files: Record<string, string>,
  input: typeof INPUT,
  minutes: readonly number[],
): Promise<string[]> {
  const expressions = ['{__name__=~"nthlayer:.+"}', 'ALERTS'];
  const tests = {
    rule_files: Object.keys(files),
    // Evaluations are most of the work, and both layouts have the same ones.
    evaluation_interval: '2m',
    group_eval_order: Object.values(files).flatMap(content =>
      parse(content).groups.map(({ name }: { name: string }) => name),
    ),
    tests: [
      {
        interval: '1m',
        input_series: input,
        promql_expr_test: minutes.flatMap(minute =>
          expressions.map(expr => ({
            expr,
            eval_time: `${minute}m`,
            exp_samples: [],
          })),
        ),
      },
    ],
  };
  const output = await promtool(['test', 'rules', 'dump.yaml'], {
    ...files,
    'dump.yaml': stringify(tests),
  }).then(
    () => '',
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  );
  return output
    .split(/\n(?=\s+expr: )/)
    .slice(1)
    .flatMap(block => {
      const [, time] = block.match(/time: (\w+)/) ?? [];
      const [, got = ''] = block.split(/got:\s?/);
      return got
        .trim()
        .split(/, \n?\s*(?=nthlayer:|ALERTS|\{)/)
        .map(sample => `${time} ${sample.trim()}`);
    })
    .sort();
}

describeWithTools('promtool')('rules that services share', () => {
  /** Both layouts of the rules, for services that are told apart by this label. */
  async function recordedBy(serviceLabel: string, minutes: readonly number[]) {
    const stacks = STACKS.map(stack => relabelled(stack, serviceLabel));
    const { assets, diagnostics } = generateSharedRules(stacks, {
      ...OPTIONS,
      serviceLabel,
    });
    expect(diagnostics).toEqual([]);
    const input = INPUT.map(({ series: text, values }) => ({
      series: text.replace('{service=', `{${serviceLabel}=`),
      values,
    }));
    const own = stacks.map((stack, i) => [
      `rules-${i}.yaml`,
      serviceRules(stack),
    ]);
    return Promise.all([
      recorded({ 'shared.yaml': assets[0].content }, input, minutes),
      recorded(Object.fromEntries(own), input, minutes),
    ]);
  }

  it('record the series of the rules of each service, and fire its alerts', async () => {
    const minutes = [0, 6, 18, 34, 46, 62, 64];
    const [shared, own] = await recordedBy('service', minutes);
    expect(shared.length).toBeGreaterThan(500);
    expect(shared.some(line => line.includes('delta1h'))).toBe(true);
    expect(shared.some(line => line.includes('page-fast'))).toBe(true);
    expect(shared).toEqual(own);
  }, 60_000);

  it('know services by any label', async () => {
    const [shared, own] = await recordedBy('app', [6]);
    expect(shared.length).toBeGreaterThan(50);
    expect(shared).toEqual(own);
  }, 60_000);

  // Without the lint for duplicates, which knows no labels but those that a rule adds.
  it('are accepted', async () => {
    const { assets } = generateSharedRules(STACKS, OPTIONS);
    expect(
      await promtool(['check', 'rules', '--lint=none', 'r.yaml'], {
        'r.yaml': assets[0].content,
      }),
    ).toMatch(/SUCCESS: \d+ rules found/);
  });
});
