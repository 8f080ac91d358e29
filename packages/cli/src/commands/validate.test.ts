import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../__testUtils__/FakeTerminal';
import { createFolder, removeFolders } from '../__testUtils__/folder';
import { component, serviceSpec } from '../__testUtils__/texts';

afterEach(removeFolders);

const SPEC = 'nthlayer.dev/spec';
const TIER = 'nthlayer.dev/tier';

async function validate(
  files: Readonly<Record<string, string>>,
  ...options: string[]
) {
  const folder = createFolder(files);
  const args = ['validate', '.', '--format', 'json', ...options];
  const { exitCode, stdout, stderr } = await run(folder, args);
  const report = stdout === '' ? undefined : JSON.parse(stdout);
  return { exitCode, stderr, report };
}

/** A Component that wants no stack, so that many are read at once. */
const serviceless = (name: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name} }\nspec: { type: library }\n`;

const codes = (report: { diagnostics: { code: string }[] }) =>
  report.diagnostics.map(({ code }) => code);

describe('nthlayer validate', () => {
  it('reads several Components of one file, spec files and OpenSLO', async () => {
    const { exitCode, report } = await validate({
      'catalog-info.yaml': [
        component('shop'),
        'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: us }\n',
        component('till'),
      ].join('---\n'),
      'alone/nthlayer.yaml': serviceSpec('alone'),
    });
    expect(exitCode).toBe(0);
    expect(report).toEqual({
      services: [
        ['shop', 'catalog-info.yaml'],
        ['till', 'catalog-info.yaml'],
        ['alone', 'alone/nthlayer.yaml'],
      ].map(([name, file]) => ({
        entityRef: `component:default/${name}`,
        file,
        state: 'ready',
      })),
      diagnostics: [],
      counts: { errors: 0, warnings: 0, notes: 0 },
    });
  });

  it('reads a spec file that an entity names with the entity only', async () => {
    const { report } = await validate({
      'a-first.yaml': serviceSpec('shop', 'low'),
      'catalog-info.yaml': component('shop', {
        annotations: { [SPEC]: './a-first.yaml' },
      }),
    });
    expect(report.services).toEqual([
      {
        entityRef: 'component:default/shop',
        file: 'catalog-info.yaml',
        state: 'ready',
      },
    ]);
  });

  it.each([
    [
      'a tier of its own',
      component('shop', { annotations: { [TIER]: 'x' } }),
      'unknown-tier',
      6,
    ],
    [
      'a path outside',
      component('shop', { annotations: { [SPEC]: '../x.yaml' } }),
      'spec-file-path',
      6,
    ],
    [
      'a URL',
      component('shop', { annotations: { [SPEC]: 'https://x/y' } }),
      'spec-file-path',
      6,
    ],
    [
      'a Windows path',
      component('shop', { annotations: { [SPEC]: 'C:\\x' } }),
      'spec-file-path',
      6,
    ],
    [
      'a line break in a path',
      component('shop', { annotations: { [SPEC]: 'a\nb' } }),
      'spec-file-path',
      6,
    ],
    [
      'a missing file',
      component('shop', { annotations: { [SPEC]: 'x.yaml' } }),
      'spec-file-unreadable',
      6,
    ],
    ['a name with a line break', component('"a\\nb"'), 'invalid-entity', 4],
    ['a name with a leading dash', component('--out'), 'invalid-entity', 4],
    [
      'no YAML',
      `${component('shop')}---\napiVersion: backstage.io/v1\n  a: [`,
      'invalid-yaml',
      12,
    ],
  ])('says where %s stands', async (_, text, code, line) => {
    const { exitCode, report } = await validate({ 'catalog-info.yaml': text });
    expect(exitCode).toBe(1);
    expect(report.diagnostics).toContainEqual(
      expect.objectContaining({
        code,
        severity: 'error',
        position: {
          file: 'catalog-info.yaml',
          line,
          column: expect.any(Number),
        },
      }),
    );
  });

  it('counts lines from the beginning of a long file', async () => {
    const many = Array.from(
      { length: 20 },
      (_, i) => `${component(`s-${i}`)}${'# a comment\n'.repeat(1000)}`,
    );
    const last = component('last', { annotations: { [TIER]: 'x' } });
    const text = [...many, last].join('---\n');
    const { report } = await validate({ 'all.yaml': text });
    const [{ position }] = report.diagnostics;
    expect(position.line).toBe(20 * 1011 + 6);
    expect(text.split('\n')[position.line - 1]).toContain(TIER);
  });

  it('reads nothing of a file that is too long', async () => {
    const filler = `# ${'x'.repeat(4 * 1024 * 1024)}\n`;
    const text = [component('shop'), component('till'), filler].join('---\n');
    const folder = createFolder({ 'all.yaml': text });
    for (const name of ['all.yaml', '-']) {
      const args = ['validate', name, '--format', 'json'];
      const { exitCode, stdout } = await run(folder, args, { input: text });
      const report = JSON.parse(stdout);
      expect({ exitCode, codes: codes(report) }).toEqual({
        exitCode: 1,
        codes: ['file-too-large'],
      });
      expect(report.services).toEqual([]);
    }
  });

  it('finds Components that describe or claim the same', async () => {
    const { exitCode, report } = await validate({
      'a.yaml': component('shop'),
      'b.yaml': component('shop'),
      'c.yaml': component('shop', { namespace: 'other' }),
    });
    expect(exitCode).toBe(1);
    expect(report.diagnostics).toEqual([
      expect.objectContaining({
        code: 'service-label-conflict',
        position: { file: 'a.yaml', line: 4, column: 9 },
        detail: expect.stringMatching(
          /Claimed by component:other\/shop \(c\.yaml\)\.$/,
        ),
      }),
      expect.objectContaining({
        code: 'service-described-twice',
        summary: expect.stringContaining('a.yaml'),
      }),
      expect.objectContaining({
        code: 'service-label-conflict',
        position: { file: 'c.yaml', line: 4, column: 9 },
        detail: expect.stringMatching(
          /Claimed by component:default\/shop \(a\.yaml\)\.$/,
        ),
      }),
    ]);
  });

  it('lets warnings count when it is strict', async () => {
    const files = {
      'a.yaml': component('shop', {
        annotations: { [TIER]: 'high', 'nthlayer.dev/teir': 'x' },
      }),
    };
    const lenient = await validate(files);
    expect(codes(lenient.report)).toEqual(['unknown-annotation']);
    expect(lenient.exitCode).toBe(0);
    expect((await validate(files, '--strict')).exitCode).toBe(1);
  });

  it("reads OpenSLO by the specification, or by the rules of OpenSLO's SDK", async () => {
    const metric = (query: string) =>
      `{ metricSource: { type: Prometheus, spec: { query: 'sum(rate(${query}{service="shop"}[5m]))' } } }`;
    const files = {
      'slo.yaml': [
        'apiVersion: openslo/v1',
        'kind: SLO',
        'metadata: { name: orders }',
        'spec:',
        '  service: shop',
        '  indicator:',
        '    metadata: { name: orders }',
        `    spec: { ratioMetric: { good: ${metric('a_total')}, total: ${metric(
          'b_total',
        )} } }`,
        '  timeWindow: [{ duration: 30d, isRolling: true }]',
        '  budgetingMethod: Occurrences',
        '  objectives: [{ target: 0.9, op: gt }]',
      ].join('\n'),
    };
    for (const [options, exitCode, severity] of [
      [[], 0, 'warning'],
      [['--profile', 'lenient'], 0, 'warning'],
      [['--profile', 'strict'], 1, 'error'],
    ] as const) {
      const result = await validate(files, ...options);
      expect(result.exitCode).toBe(exitCode);
      expect(result.report.diagnostics).toContainEqual(
        expect.objectContaining({
          severity,
          code: 'openslo-field-ignored',
          path: 'spec.objectives[0].op',
          position: { file: 'slo.yaml', line: 11, column: expect.any(Number) },
        }),
      );
    }
    expect((await validate(files, '--profile', 'x')).exitCode).toBe(2);
  });

  it('takes the settings that a portal has in its configuration', async () => {
    const files = { 'a.yaml': component('shop', { annotations: {} }) };
    const without = await validate(files);
    expect(without.report.services[0].state).toBe('no-annotation');
    const standard = await validate(files, '--default-tier', 'standard');
    expect(standard.report.services[0].state).toBe('ready');
  });

  it.each([
    ['a folder without specs', { 'README.md': '', 'values.yaml': 'a: 1' }],
    ['an empty folder', {}],
    [
      'other entities only',
      {
        'a.yaml':
          'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: us }',
      },
    ],
  ])('fails for %s', async (_, files) => {
    const { exitCode, stderr, report } = await validate(files);
    expect({ exitCode, report }).toMatchObject({
      exitCode: 2,
      report: { services: [], diagnostics: [] },
    });
    expect(stderr).toMatch(/^nthlayer: There is nothing to validate/);
    const sarif = await run(createFolder(files), [
      ...['validate', '.', '--format', 'sarif'],
    ]);
    expect(JSON.parse(sarif.stdout).runs[0].results).toEqual([]);
    const text = await run(createFolder(files), ['validate', '.']);
    expect(text).toMatchObject({ exitCode: 2, stdout: '' });
  });

  it('tells of two services that generate would write to one folder', async () => {
    const { exitCode, report } = await validate({
      'a.yaml': component('shop'),
      'b.yaml': component('shop', {
        namespace: 'other',
        annotations: { [TIER]: 'high', 'nthlayer.dev/service': 'other' },
      }),
    });
    expect({ exitCode, codes: codes(report) }).toEqual({
      exitCode: 1,
      codes: ['same-folder'],
    });
  });

  it.each(['latin1', 'utf16le'] as const)(
    'refuses text in %s that is ours, and passes over what is not',
    async encoding => {
      const text = `${component('shop')}# caf\u00e9\n`;
      const folder = createFolder({ 'b.yaml': component('till') });
      const bytes = Buffer.from(text, encoding);
      writeFileSync(join(folder, 'a.yaml'), bytes);
      writeFileSync(
        join(folder, 'values.yaml'),
        Buffer.from('a: caf\u00e9', encoding),
      );
      const args = ['validate', '.', '--format', 'json'];
      const { exitCode, stdout } = await run(folder, args);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        services: [{ entityRef: 'component:default/till' }],
        diagnostics: [
          {
            code: 'file-unreadable',
            summary: expect.stringContaining('Save it as UTF-8'),
            position: { file: 'a.yaml' },
          },
        ],
      });
      const named = await run(folder, ['validate', 'a.yaml']);
      expect(named.exitCode).toBe(2);
      expect(named.stderr).toContain('Save it as UTF-8');
    },
  );

  it('refuses a spec file that is not UTF-8', async () => {
    const folder = createFolder({
      'a.yaml': component('shop', { annotations: { [SPEC]: 's.yaml' } }),
    });
    const text = `${serviceSpec('shop')}# caf\u00e9\n`;
    writeFileSync(join(folder, 's.yaml'), Buffer.from(text, 'latin1'));
    const { stdout } = await run(folder, ['validate', '.']);
    expect(stdout).toMatch(/^a\.yaml:6:.* spec-file-unreadable .*UTF-8/m);
  });

  it('reads files that begin with a byte order mark', async () => {
    const { exitCode, report } = await validate({
      'catalog-info.yaml': `\uFEFF${component('shop')}`,
      'nthlayer.yaml': `\uFEFF${serviceSpec('alone')}`,
    });
    expect(exitCode).toBe(0);
    expect(report.services).toHaveLength(2);
  });

  it('reads the specs beside one that an entity names, not those of entities that are switched off', async () => {
    const spec = (name: string) => serviceSpec(name);
    const { exitCode, report } = await validate({
      'catalog-info.yaml': [
        component('a', { annotations: { [SPEC]: 'specs.yaml' } }),
        component('d', {
          annotations: {
            [SPEC]: 'specs.yaml',
            'nthlayer.dev/enabled': 'false',
          },
        }),
      ].join('---\n'),
      'specs.yaml': ['a', 'c', 'd'].map(spec).join('---\n'),
    });
    expect(exitCode).toBe(0);
    expect(
      report.services.map((each: { entityRef: string; file: string }) => [
        each.entityRef,
        each.file,
      ]),
    ).toEqual([
      ['component:default/a', 'catalog-info.yaml'],
      ['component:default/d', 'catalog-info.yaml'],
      ['component:default/c', 'specs.yaml'],
    ]);
  });

  it('tells of a spec that stands alone where it says its name', async () => {
    const { report } = await validate({
      'a.yaml': component('a'),
      'specs.yaml': ['b', 'a'].map(name => serviceSpec(name)).join('---\n'),
    });
    expect(report.diagnostics).toEqual([
      expect.objectContaining({
        code: 'service-described-twice',
        position: { file: 'specs.yaml', line: 10, column: expect.any(Number) },
      }),
    ]);
  });

  it('refuses an empty argument', async () => {
    const folder = createFolder({ 'a.yaml': component('shop') });
    const { exitCode, stderr } = await run(folder, ['validate', '']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('write . for the working folder');
  });

  it('says how far it has come', async () => {
    const many = Array.from({ length: 1000 }, (_, i) => serviceless(`s-${i}`));
    const folder = createFolder({ 'all.yaml': many.join('---\n') });
    const { stderr } = await run(folder, ['validate', '.']);
    expect(stderr).toBe('1,000 services read …\n1,000 services …\n');
  });

  it('reads standard input', async () => {
    const folder = createFolder();
    const args = ['validate', '-', '--format', 'json'];
    for (const input of [component('shop'), serviceSpec('shop')]) {
      const { exitCode, stdout } = await run(folder, args, { input });
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout).services).toEqual([
        {
          entityRef: 'component:default/shop',
          file: 'standard input',
          state: 'ready',
        },
      ]);
    }
  });

  it('names a file that is none of those it reads', async () => {
    const folder = createFolder({ 'values.yaml': 'a: 1' });
    const { exitCode, stdout } = await run(folder, ['validate', 'values.yaml']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^values\.yaml:1:1 error /);
  });

  it('shows hostile text as escapes', async () => {
    const folder = createFolder({
      'a\u001b[31m.yaml': component('shop', {
        annotations: { [TIER]: 'x\u001b]0;title\u0007' },
      }),
    });
    symlinkSync('/etc', join(folder, 'b'));
    const { stdout } = await run(folder, ['validate', '.']);
    expect(stdout).toContain('a\\u001b[31m.yaml:6:');
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('colours for a person only', async () => {
    const folder = createFolder({ 'a.yaml': component('shop') });
    const args = ['validate', 'a.yaml'];
    expect((await run(folder, args, { isTTY: true })).stdout).toContain(
      '\u001b[',
    );
    expect((await run(folder, args)).stdout).toBe(
      '1 service, nothing to report\n',
    );
  });

  it('goes on where one file of a folder cannot be read', async () => {
    const folder = createFolder({ 'a.yaml': component('a'), 'b.yaml': '' });
    chmodSync(join(folder, 'b.yaml'), 0);
    const { stdout } = await run(folder, ['validate', '.', '--format', 'json']);
    const report = JSON.parse(stdout);
    expect(report.services).toHaveLength(1);
    // a privileged user reads every file
    expect(['file-unreadable', undefined]).toContain(codes(report)[0]);
  });
});
