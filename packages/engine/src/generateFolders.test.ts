import { generateFolders } from './generateFolders';
import {
  defaultGenerationSettings,
  readSpecFile,
  specContextOf,
  GenerationSettings,
} from './spec';

function generate(spec: string, more: Partial<GenerationSettings> = {}) {
  const settings = { ...defaultGenerationSettings, ...more };
  const text = `apiVersion: nthlayer.dev/v1alpha1\nkind: ServiceSpec\nmetadata: { name: pay }\nspec: ${spec}\n`;
  const [{ result }] = readSpecFile(
    { path: 'nthlayer.yaml', text },
    specContextOf(settings),
  );
  if (result.kind !== 'spec') {
    throw new Error(`no spec: ${result.reason}`);
  }
  return generateFolders(result.spec, settings, result.diagnostics);
}

const FILES = [
  'openslo.yaml',
  'rules.yaml',
  'rules.test.yaml',
  'dashboard.json',
];

describe('generateFolders', () => {
  it('makes one folder of a service in one environment', () => {
    const { folders, diagnostics } = generate('{}');
    expect(folders.map(({ path }) => path)).toEqual(['pay']);
    expect(folders[0].files.map(({ path }) => path)).toEqual(FILES);
    expect(diagnostics).toEqual([]);
  });

  it('makes the same bytes again', () => {
    expect(generate('{ tier: low }')).toEqual(generate('{ tier: low }'));
  });

  it.each([
    ['{}', ['eu', 'us'], ['pay/eu', 'pay/us'], true],
    ['{ environments: [us] }', ['eu', 'us'], ['pay'], true],
    ['{ environments: [qa] }', ['eu', 'us'], ['pay'], false],
    ['{ environments: [qa, eu] }', ['eu'], ['pay/qa', 'pay/eu'], true],
    ['{}', ['eu'], ['pay'], false],
  ])(
    '%s of %j: the folders %j, an environment in selectors: %s',
    (spec, environments, paths, scoped) => {
      const { folders } = generate(spec, { environments });
      expect(folders.map(({ path }) => path)).toEqual(paths);
      const [{ files, environment }] = folders;
      const matched = files[1].content.includes(
        `http_requests_total{service="pay",environment="${environment}"`,
      );
      expect(matched).toBe(scoped);
    },
  );

  it.each([
    ['{}', ['../../ci', 'b'], '../../ci'],
    ['{}', ['', 'b'], ''],
    ['{}', ['a b'], 'a b'],
    ['{}', ['ok', '..'], '..'],
    ['{}', ['a-'], 'a-'],
    // given, though the service does not use it
    ['{ environments: [qa] }', ['a\\b', 'qa'], 'a\\b'],
  ])('makes no folder of %s in %j', (spec, environments, broken) => {
    const { folders, diagnostics } = generate(spec, { environments });
    expect(folders).toEqual([]);
    const found = diagnostics.filter(
      ({ code }) => code === 'invalid-environment',
    );
    expect(found.map(({ severity }) => severity)).toEqual(['error']);
    expect(found[0].summary).toContain(JSON.stringify(broken));
    expect(found[0].detail).toContain('63');
  });

  it('takes an environment once', () => {
    const once = generate('{}', { environments: ['eu'] });
    expect(generate('{}', { environments: ['eu', 'eu'] })).toEqual(once);
  });

  it('tells a finding once for all environments', () => {
    const { diagnostics } = generate(
      '{ slos: [{ preset: availability, target: 1, window: 1h }] }',
      {
        environments: ['eu', 'us'],
      },
    );
    const codes = diagnostics.map(({ code, summary }) => `${code} ${summary}`);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(1);
  });

  it('names the data source only where one is named', () => {
    const [{ files }] = generate('{}').folders;
    expect(files[0].content).not.toContain('DataSource');
    const [named] = generate('{}', { dataSource: 'demo' }).folders;
    expect(named.files[0].content).toContain('DataSource');
  });

  it('makes no alert that the spec file switches off', () => {
    const rulesWith = (alerts: string) => {
      const [{ files }] = generate(
        `{ slos: [{ preset: availability, target: 99.9, alerts: ${alerts} }] }`,
      ).folders;
      const found = files[1].content.match(
        /(?:page|ticket)-(?:fast|slow)|alert: \S+/g,
      );
      return [...new Set(found)];
    };
    const all = rulesWith('{}');
    const some = rulesWith(
      '{ disabled: [page-fast, ticket-slow, sli-missing] }',
    );
    const kept = [
      'alert: NthLayerErrorBudgetBurn',
      'page-slow',
      'ticket-fast',
      'alert: NthLayerErrorBudgetSpent',
    ];
    const off = ['page-fast', 'ticket-slow', 'alert: NthLayerSliMissing'];
    expect(all.sort()).toEqual([...kept, ...off].sort());
    expect(some.sort()).toEqual(kept.sort());
  });

  it.each([
    [['mimir-rules'], ['mimir-rules.yaml']],
    [
      ['alertmanager', 'prometheus-operator-rules', 'alertmanager'],
      ['prometheusrule.yaml', 'alertmanager.yaml'],
    ],
    [['victoriametrics-rules'], ['vmrule.yaml']],
  ])('adds the outputs %j as %j', (outputs, paths) => {
    const [{ files }] = generate('{}', { outputs }).folders;
    expect(files.map(({ path }) => path)).toEqual([...FILES, ...paths]);
  });

  it('says what was meant by an output that there is not', () => {
    const { folders, diagnostics } = generate('{}', {
      outputs: ['alertmanager', 'mimr-rules', 'constructor'],
    });
    expect(folders[0].files).toHaveLength(FILES.length + 1);
    const unknown = diagnostics.filter(({ code }) => code === 'unknown-output');
    expect(unknown.map(({ severity, path }) => [severity, path])).toEqual([
      ['error', 'outputs[1]'],
      ['error', 'outputs[2]'],
    ]);
    expect(unknown[0].summary).toContain('Did you mean mimir-rules?');
    expect(unknown[1].summary).not.toContain('Did you mean');
  });

  it.each([
    ['objective', 'target: 1, window: 30d', 'alert-unreachable', 6],
    ['window', 'target: 99.9, window: 1h', 'alert-window-too-long', 7],
  ])('says where the %s of an SLO stands', (_what, values, code, line) => {
    const [target, window] = values.split(', ');
    const { diagnostics } = generate(
      `\n  slos: [{ preset: availability,\n    ${target},\n    ${window} }]`,
    );
    const positions = diagnostics
      .filter(each => each.code === code)
      .map(({ position }) => position);
    expect(positions.length).toBeGreaterThan(0);
    expect(new Set(positions.map(each => each?.line))).toEqual(new Set([line]));
    expect(positions[0]?.file).toBe('nthlayer.yaml');
  });

  it('has no folder for a service without SLOs, and says so', () => {
    const { folders, diagnostics } = generate('{ slos: [] }');
    expect(folders).toEqual([]);
    expect(diagnostics.map(({ position }) => position?.line)).toEqual([4, 1]);
    expect(JSON.stringify(diagnostics)).not.toContain('prometheus-rules');
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'no-slos',
      'nothing-generated',
    ]);
  });
});
