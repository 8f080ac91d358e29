import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import {
  describeWithTools,
  findTool,
} from '../../promql/__testUtils__/findTool';
import { apiService } from '../prometheusRules/__testUtils__/apiService';
import { alertmanagerGenerator, sharedAlertmanager } from '.';

const run = promisify(execFile);
const HOSTILE = 'x"} or \\"{{ .Alerts }}\n, severity="critical';

function fragmentOf(options?: Parameters<typeof apiService>[0]) {
  const { spec, context } = apiService(options);
  const { assets } = alertmanagerGenerator.generate(spec, context);
  return parse(assets[0].content);
}

describe('the fragment', () => {
  it('keeps every slower burn quiet while a faster one of the same SLO and group fires', () => {
    const { inhibit_rules: rules } = fragmentOf({ groupBy: ['route'] });
    expect(
      rules.map(
        (rule: { source_matchers: string[]; target_matchers: string[] }) => [
          rule.source_matchers[3],
          rule.target_matchers[3],
        ],
      ),
    ).toEqual([
      ['burn="page-fast"', 'burn=~"page-slow|ticket-fast|ticket-slow"'],
      ['burn="page-slow"', 'burn=~"ticket-fast|ticket-slow"'],
      ['burn="ticket-fast"', 'burn=~"ticket-slow"'],
    ]);
    expect(rules[0].equal).toEqual(['service', 'slo', 'environment', 'route']);
  });

  it('holds no key, but the file that one is read from', () => {
    const { receivers } = fragmentOf();
    expect(receivers[1].pagerduty_configs[0].routing_key_file).toBe(
      '/etc/alertmanager/nthlayer/payments.routing-key',
    );
    expect(JSON.stringify(receivers)).not.toMatch(/routing_key"|service_key/);
  });

  it.each(['', 'group:default/..', 'group:default/a b', 'group:default/$x'])(
    'calls nobody for the owner %p',
    owner => {
      const { spec, context } = apiService({ owner });
      const { assets, diagnostics } = alertmanagerGenerator.generate(
        spec,
        context,
      );
      expect(Object.keys(parse(assets[0].content))).toEqual(['inhibit_rules']);
      expect(diagnostics).toMatchObject([
        { severity: 'warning', code: 'alerts-without-receiver', path: 'owner' },
      ]);
    },
  );

  it('is not made without SLOs', () => {
    const { spec, context } = apiService();
    expect(
      alertmanagerGenerator.generate(spec, { ...context, slos: [] }).assets,
    ).toEqual([]);
  });
});

const SHARED = [
  { service: 'payment-api' },
  { service: HOSTILE, groupBy: ['route'] },
  { service: 'search', owner: 'group:default/find.it' },
  { service: 'orphan', owner: '' },
];

function sharedFragment() {
  const stacks = SHARED.map(options => {
    const { spec, context } = apiService(options);
    return { spec, environment: context.environment, slos: context.slos };
  });
  return parse(sharedAlertmanager(stacks, 'production'));
}

describe('the fragment of many services', () => {
  it('has one route and three inhibitions, and the receivers of each team once', () => {
    const { route, receivers, inhibit_rules: rules } = sharedFragment();
    expect(route.routes).toHaveLength(1);
    expect(rules).toHaveLength(3);
    expect(rules[0].equal).toEqual(['service', 'slo', 'environment', 'route']);
    expect(receivers.map(({ name }: { name: string }) => name)).toEqual([
      'nthlayer-silent',
      'nthlayer-find.it-page',
      'nthlayer-find.it-ticket',
      'nthlayer-payments-page',
      'nthlayer-payments-ticket',
    ]);
  });

  it('calls nobody where no service has an owner', () => {
    const { spec, context } = apiService({ owner: '' });
    const stack = { spec, environment: 'production', slos: context.slos };
    const fragment = parse(sharedAlertmanager([stack], 'production'));
    expect(Object.keys(fragment)).toEqual(['inhibit_rules']);
  });
});

describeWithTools('amtool')('amtool, on the fragment of many services', () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-amtool-'));
    file = join(folder, 'alertmanager.yml');
    const { route, receivers, inhibit_rules } = sharedFragment();
    const merged = {
      route: { receiver: 'default', ...route },
      receivers: [{ name: 'default' }, ...receivers],
      inhibit_rules,
    };
    await writeFile(file, stringify(merged));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const burn = ['alertname=NthLayerErrorBudgetBurn', 'environment=production'];
  it.each([
    ['pages', ['team=payments', 'severity=critical'], 'nthlayer-payments-page'],
    [
      'tickets',
      ['team=find.it', 'severity=warning'],
      'nthlayer-find.it-ticket',
    ],
    ['information', ['team=payments', 'severity=info'], 'nthlayer-silent'],
    ['alerts of nobody', ['severity=critical'], 'default'],
    ['names that are near', ['team=findXit', 'severity=warning'], 'default'],
    [
      'other environments',
      ['environment=staging', 'team=payments', 'severity=critical'],
      'default',
    ],
  ])('routes %s', async (_, labels, receiver) => {
    const others = burn.filter(
      each => !labels.some(label => label.split('=')[0] === each.split('=')[0]),
    );
    const { stdout } = await run(findTool('amtool') ?? '', [
      ...['config', 'routes', 'test', `--config.file=${file}`],
      ...others,
      ...labels,
    ]);
    expect(stdout.trim()).toBe(receiver);
  });
});

describeWithTools('amtool')('amtool', () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nthlayer-amtool-'));
    file = join(folder, 'alertmanager.yml');
    const fragments = [fragmentOf(), fragmentOf({ service: HOSTILE })];
    const receivers = new Map(
      fragments.flatMap(each =>
        each.receivers.map((one: { name: string }) => [one.name, one]),
      ),
    );
    const merged = {
      route: {
        receiver: 'default',
        routes: fragments.flatMap(each => each.route.routes),
      },
      receivers: [{ name: 'default' }, ...receivers.values()],
      inhibit_rules: fragments.flatMap(each => each.inhibit_rules),
    };
    await writeFile(file, stringify(merged));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('accepts it in a configuration', async () => {
    const amtool = findTool('amtool') ?? '';
    const { stdout } = await run(amtool, ['check-config', file]);
    expect(stdout).toContain('SUCCESS');
    expect(stdout).toContain('6 inhibit rules');
  });

  const burn = 'alertname=NthLayerErrorBudgetBurn';
  const own = ['service=payment-api', 'environment=production'];
  it.each([
    ['pages', [burn, ...own, 'severity=critical'], 'nthlayer-payments-page'],
    ['tickets', [burn, ...own, 'severity=warning'], 'nthlayer-payments-ticket'],
    ['information', [burn, ...own, 'severity=info'], 'nthlayer-silent'],
    [
      'a hostile name',
      [burn, `service=${JSON.stringify(HOSTILE)}`, own[1], 'severity=critical'],
      'nthlayer-payments-page',
    ],
    [
      'alerts of others',
      ['alertname=Other', ...own, 'severity=critical'],
      'default',
    ],
    [
      'other environments',
      [burn, own[0], 'environment=staging', 'severity=critical'],
      'default',
    ],
  ])('routes %s', async (_, labels, receiver) => {
    const { stdout } = await run(findTool('amtool') ?? '', [
      ...['config', 'routes', 'test', `--config.file=${file}`],
      ...labels,
    ]);
    expect(stdout.trim()).toBe(receiver);
  });
});
