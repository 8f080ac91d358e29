import { run } from '../__testUtils__/FakeTerminal';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { component, serviceSpec } from '../__testUtils__/texts';

afterEach(removeFolders);

async function explain(
  files: Readonly<Record<string, string>>,
  ...options: string[]
) {
  const folder = createFolder(files);
  const args = ['explain', '.', ...options];
  const { exitCode, stdout } = await run(folder, args);
  return { exitCode, stdout };
}

async function origins(
  files: Readonly<Record<string, string>>,
  ...options: string[]
) {
  const { stdout } = await explain(files, '--json', ...options);
  const [service] = JSON.parse(stdout).services;
  return Object.fromEntries(
    service.origins.map(
      (each: {
        property: string;
        value: string;
        source: string;
        from: string;
      }) => [each.property, [each.value, each.source, each.from]],
    ),
  );
}

describe('nthlayer explain', () => {
  it('tells what a service runs on by Resources and Systems of other files', async () => {
    const found = await origins({
      'a/catalog-info.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: shop, annotations: { nthlayer.dev/tier: low } }\nspec: { type: service, owner: a, system: sales, dependsOn: ["resource:shop-db"] }\n',
      'b/resources.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: { name: shop-db, tags: [redis] }\nspec: { type: cache, owner: a }\n---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: sales }\nspec: { owner: a, domain: commerce }\n',
    });
    expect(found.domain[0]).toBe('domain:default/commerce');
    expect(JSON.stringify(found)).toContain('redis');
  });

  it('names file and line of what stands in files', async () => {
    const found = await origins({
      'catalog-info.yaml': component('shop', {
        annotations: {
          'nthlayer.dev/service': 'shop-v2',
          'nthlayer.dev/spec': './nthlayer.yaml',
        },
      }),
      'nthlayer.yaml': serviceSpec('shop', 'low'),
    });
    expect(found).toMatchObject({
      name: ['shop', 'entity', 'catalog-info.yaml:4 metadata.name'],
      service: [
        'shop-v2',
        'annotation',
        'catalog-info.yaml:6 nthlayer.dev/service',
      ],
      tier: ['low', 'spec-file', 'nthlayer.yaml:5'],
      owner: [
        'group:default/shop',
        'entity',
        'catalog-info.yaml:11 spec.owner',
      ],
      environments: ['production', 'default', 'default of --environment'],
      'slos.availability.objective': ['99.5 %', 'default', 'tier low'],
      'slos.availability.window': ['30d', 'default', expect.any(String)],
      'slos.latency.sli.thresholdMs': ['1s', 'default', 'tier low'],
    });
  });

  it('names the options that a portal has in its configuration', async () => {
    const files = { 'a.yaml': component('shop', { annotations: {} }) };
    const options = ['--default-tier', 'high', '--environment', 'staging'];
    expect(await origins(files, ...options)).toMatchObject({
      tier: ['high', 'config', '--default-tier'],
      environments: ['staging', 'config', '--environment'],
    });
  });

  it('tells what is different in an environment', async () => {
    const found = await origins(
      {
        'catalog-info.yaml': component('shop', {
          annotations: { 'nthlayer.dev/spec': './nthlayer.yaml' },
        }),
        'nthlayer.yaml': `${serviceSpec('shop', 'high')}  environments:
    - production
    - name: staging
      tier: low
      selector: { cluster: stg }
      alerts: { burn: { page-fast: { budget: 4 } } }
`,
      },
      '--environment',
      'production',
    );
    expect(found).toMatchObject({
      tier: ['high', 'spec-file', 'nthlayer.yaml:5'],
      'environments.staging.tier': ['low', 'spec-file', 'nthlayer.yaml:10'],
      'environments.staging.selector': [
        '{"cluster":"stg"}',
        'spec-file',
        'nthlayer.yaml:11',
      ],
      'environments.staging.slos.availability.objective': [
        '99.5 %',
        'default',
        'tier low',
      ],
      'environments.staging.slos.availability.alerts.burn.page-fast': [
        '{"budgetShare":0.04}',
        'spec-file',
        'nthlayer.yaml:12',
      ],
    });
  });

  it('says of each alert policy what it comes to', async () => {
    const query = (name: string) =>
      `{ metricSource: { type: Prometheus, spec: { query: 'sum(rate(${name}{service="shop"}[5m]))' } } }`;
    const found = await origins({
      'slo.yaml': `apiVersion: openslo/v1
kind: SLO
metadata: { name: orders }
spec:
  service: shop
  indicator:
    metadata: { name: orders }
    spec: { ratioMetric: { counter: true, bad: ${query('a')}, total: ${query(
        'b',
      )} } }
  timeWindow: [{ duration: 28d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: 0.99 }]
  alertPolicies:
    - kind: AlertPolicy
      metadata: { name: fast }
      spec:
        alertWhenBreaching: true
        conditions: [{ kind: AlertCondition, metadata: { name: a }, spec: { severity: page, condition: { kind: burnrate, op: gt, threshold: 10, lookbackWindow: 1h } } }]
        notificationTargets: [{ kind: AlertNotificationTarget, metadata: { name: a }, spec: { target: a } }]
`,
    });
    expect(found).toMatchObject({
      'slos.orders.alerts.policies': ['fast', 'spec-file', 'slo.yaml:12'],
      'slos.orders.alerts.policies.fast': [
        'critical: burn rate 10 over 1h',
        'spec-file',
        'slo.yaml:13',
      ],
    });
  });

  it('prints a table, and why there is no stack', async () => {
    const { exitCode, stdout } = await explain({
      'a.yaml': component('shop'),
      'b.yaml': component('kit', { annotations: {} }),
    });
    expect(exitCode).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('component:default/shop (a.yaml)');
    expect(lines[1]).toMatch(/^PROPERTY +VALUE +SOURCE +FROM$/);
    expect(lines.find(line => line.startsWith('tier '))).toMatch(
      /^tier +critical +annotation +a\.yaml:6 nthlayer\.dev\/tier$/,
    );
    expect(stdout).toContain('component:default/kit (b.yaml)\n  no stack: ');
  });

  it('fails when there is nothing to explain', async () => {
    expect((await explain({})).exitCode).toBe(2);
  });
});
