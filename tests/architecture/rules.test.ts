import { bannedModules, packageEntries } from './boundaries';
import { dependencyRule } from './dependencyRule';
import { findImports } from './imports';
import { manifests } from './manifests';
import { purity } from './purity';
import { simulatorTakesTypesOnly } from './typesOnly';
import { Manifest, sourceFile, WorkspacePackage } from './workspace';

const names: Record<string, string> = {
  'plugins/nthlayer-common': 'common',
  'packages/engine': 'engine',
  'packages/simulator': 'simulator',
  'plugins/nthlayer-backend': 'the-backend',
  'plugins/nthlayer': 'the-frontend',
};

function fixture(
  folder: string,
  sources: Record<string, string> = {},
  manifest: Partial<Manifest> = {},
): WorkspacePackage {
  const isBackend = folder.endsWith('-backend');
  return {
    folder,
    manifest: {
      name: names[folder] ?? folder,
      ...(isBackend ? { backstage: { role: 'backend-plugin' } } : {}),
      ...manifest,
    },
    files: Object.entries(sources).map(([path, text]) =>
      sourceFile(path, text),
    ),
    topLevel: [],
  };
}

const others = Object.keys(names).map(folder => fixture(folder));

function withOthers(one: WorkspacePackage): WorkspacePackage[] {
  return [one, ...others.filter(({ folder }) => folder !== one.folder)];
}

const places = (violations: readonly { where: string }[]) =>
  violations.map(({ where }) => where);

describe('findImports', () => {
  it.each([
    ["import { a } from 'x'", { specifier: 'x', names: ['a'] }],
    ["import 'x'", { specifier: 'x', namedOnly: false }],
    ["import type { a } from 'x'", { typeOnly: true }],
    ["import { type a, b as c } from 'x'", { names: ['b'], typeOnly: false }],
    ["import * as a from 'x'", { namedOnly: false, names: [] }],
    ["export { a } from 'x'", { specifier: 'x', names: ['a'] }],
    ["export * from 'x'", { specifier: 'x', namedOnly: false }],
    ["const a = import('x')", { specifier: 'x', typeOnly: false }],
    ["const a = require('x')", { specifier: 'x', typeOnly: false }],
    ["const a = require.resolve('x')", { specifier: 'x' }],
    ["import a = require('x')", { specifier: 'x' }],
    ["type A = import('x').B", { specifier: 'x', typeOnly: true }],
  ])('%s', (text, expected) => {
    const found = findImports('a.ts', `\n${text}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ line: 2, ...expected });
  });

  it('sees no import in comments and strings', () => {
    expect(findImports('a.ts', "// import 'x'\nf('import \"x\"')")).toEqual([]);
  });
});

describe('dependencyRule', () => {
  it.each([
    ['packages/engine', 'the-backend'],
    ['packages/engine', 'simulator'],
    ['packages/simulator', 'engine'],
    ['plugins/nthlayer', 'engine'],
    ['plugins/nthlayer-common', 'engine'],
    ['plugins/nthlayer-backend', 'the-frontend'],
  ])('refuses that %s uses %s', (folder, target) => {
    const file = { 'src/a.ts': `import { a } from '${target}';` };
    const declaring = { dependencies: { [target]: 'workspace:^' } };
    expect(
      places(dependencyRule(withOthers(fixture(folder, file, declaring)))),
    ).toEqual([`${folder}/package.json`, `${folder}/src/a.ts:1`]);
  });

  it('allows what the table allows', () => {
    const file = { 'src/a.ts': "import { a } from 'common';" };
    const declaring = { dependencies: { common: 'workspace:^' } };
    expect(
      dependencyRule(withOthers(fixture('packages/engine', file, declaring))),
    ).toEqual([]);
  });

  it('lets a test of the simulator compare with the engine, but not a plugin', () => {
    const test = (target: string) =>
      dependencyRule(
        withOthers(
          fixture('packages/simulator', {
            'src/a.test.ts': `import { a } from '${target}';`,
          }),
        ),
      );
    expect(test('engine')).toEqual([]);
    expect(test('the-backend')).toHaveLength(1);
    expect(test('the-frontend')).toHaveLength(1);
  });

  it('refuses a package that has no row', () => {
    expect(places(dependencyRule([fixture('packages/stray')]))).toEqual([
      'packages/stray',
    ]);
  });
});

describe('packageEntries', () => {
  it.each(['../../engine/src/a', 'engine/src/a', '../../../packages/engine'])(
    'refuses %s',
    specifier => {
      const one = fixture('packages/simulator', {
        'src/a.ts': `import { a } from '${specifier}';`,
      });
      expect(packageEntries(withOthers(one))).toHaveLength(1);
    },
  );

  it.each(['./b', '../package.json', 'engine', 'zod/v4'])(
    'allows %s',
    specifier => {
      const one = fixture('packages/simulator', {
        'src/a.ts': `import { a } from '${specifier}';`,
      });
      expect(packageEntries(withOthers(one))).toEqual([]);
    },
  );
});

describe('bannedModules', () => {
  const grafana = "import { a } from '@grafana/grafana-foundation-sdk/stat';";

  it('knows one place for the dashboard SDK', () => {
    const one = fixture('packages/engine', {
      'src/generators/grafanaDashboard/panels.ts': grafana,
      'src/generators/alertRules.ts': grafana,
    });
    expect(places(bannedModules([one]))).toEqual([
      'packages/engine/src/generators/alertRules.ts:1',
    ]);
    expect(
      bannedModules([
        fixture('plugins/nthlayer', {
          'src/generators/grafanaDashboard/panels.ts': grafana,
        }),
      ]),
    ).toHaveLength(1);
  });

  it.each([
    ['packages/engine', '@backstage/backend-plugin-api'],
    ['packages/prometheus', '@backstage/plugin-catalog-node'],
    ['plugins/nthlayer', '@material-ui/core/Box'],
    ['plugins/nthlayer', '@mui/material'],
  ])('refuses that %s imports %s', (folder, specifier) => {
    const file = { 'src/a.ts': `import { a } from '${specifier}';` };
    expect(bannedModules([fixture(folder, file)])).toHaveLength(1);
  });
});

describe('purity', () => {
  const inEngine = (text: string, path = 'src/a.ts') =>
    purity([fixture('packages/engine', { [path]: text })]);

  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'process.env.A',
    "fetch('x')",
    'setTimeout(f, 1)',
    'globalThis.fetch',
    "import { readFileSync } from 'node:fs'",
    "import { request } from 'http'",
    "import { randomUUID } from 'node:crypto'",
  ])('refuses %s', text => {
    expect(inEngine(text)).toHaveLength(1);
  });

  it.each([
    'new Date(0)',
    "import { createHash } from 'node:crypto'",
    'options.fetch(1)',
    'const a = { process: 1 }',
    '// Date.now()',
  ])('allows %s', text => {
    expect(inEngine(text)).toEqual([]);
  });

  it('does not bind tests and other packages', () => {
    expect(inEngine('Date.now()', 'src/a.test.ts')).toEqual([]);
    expect(
      purity([fixture('plugins/nthlayer', { 'src/a.ts': 'Date.now()' })]),
    ).toEqual([]);
  });
});

describe('simulatorTakesTypesOnly', () => {
  const check = (text: string) =>
    simulatorTakesTypesOnly(
      [fixture('packages/simulator', { 'src/a.ts': text })],
      'common',
      new Set(['LABELS']),
    );

  it.each([
    "import { LABELS } from 'common'",
    "import { Tile, LABELS } from 'common'",
    "import * as common from 'common'",
    "export * from 'common'",
  ])('refuses %s', text => {
    expect(check(text)).toHaveLength(1);
  });

  it.each([
    "import { Tile } from 'common'",
    "import type { LABELS } from 'common'",
  ])('allows %s', text => {
    expect(check(text)).toEqual([]);
  });
});

describe('manifests', () => {
  const good: WorkspacePackage = {
    ...fixture(
      'plugins/nthlayer-node',
      {},
      {
        name: '@nthlayer/node',
        license: 'Apache-2.0',
        description: 'x',
        files: ['dist'],
        repository: { directory: 'plugins/nthlayer-node' },
        publishConfig: { access: 'public' },
        backstage: {
          role: 'node-library',
          pluginId: 'nthlayer',
          pluginPackages: ['@nthlayer/node'],
        },
        scripts: {
          build: 'x',
          lint: 'x',
          test: 'x',
          prepack: 'x',
          postpack: 'x',
        },
      },
    ),
    topLevel: ['README.md'],
  };
  const changed = (manifest: Partial<Manifest>, topLevel = good.topLevel) =>
    manifests([
      { ...good, topLevel, manifest: { ...good.manifest, ...manifest } },
    ]);

  it('accepts a complete one', () => {
    expect(manifests([good])).toEqual([]);
  });

  it.each([
    [{ backstage: { ...good.manifest.backstage, role: 'backend' } }],
    [{ license: 'MIT' }],
    [{ description: undefined }],
    [{ publishConfig: {} }],
    [{ repository: { directory: 'packages/else' } }],
    [{ files: [] }],
    [{ configSchema: 'config.d.ts' }],
    [{ dependencies: { '@nthlayer/node': '^0.1.0' } }],
    [{ scripts: { ...good.manifest.scripts, test: '' } }],
    [{ name: '@else/node' }],
  ])('refuses %j', manifest => {
    expect(changed(manifest).length).toBeGreaterThan(0);
  });

  it('wants a README, and migrations to be published', () => {
    expect(changed({}, [])).toHaveLength(1);
    expect(changed({}, ['README.md', 'migrations'])).toHaveLength(1);
  });
});
