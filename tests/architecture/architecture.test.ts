import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bannedModules, packageEntries } from './boundaries';
import { dependencyRule } from './dependencyRule';
import { manifests } from './manifests';
import { purity } from './purity';
import { simulatorTakesTypesOnly, valueExports } from './typesOnly';
import { Rule } from './violation';
import { readWorkspace } from './workspace';

const root = resolve(__dirname, '..', '..');
const packages = readWorkspace(root);
const commonName = '@nthlayer/backstage-plugin-nthlayer-common';

describe('the repository', () => {
  it('is read: every package has sources', () => {
    expect(packages.length).toBeGreaterThanOrEqual(11);
    expect(
      packages
        .filter(({ files }) => files.length === 0)
        .map(({ folder }) => folder),
    ).toEqual([]);
  });

  it.each<[string, Rule]>([
    ['the dependency rule', dependencyRule],
    ['to the entries of packages', packageEntries],
    ['vendors in their places', bannedModules],
    ['the engine pure', purity],
    ['complete manifests', manifests],
  ])('keeps %s', (_, rule) => {
    expect(rule(packages)).toEqual([]);
  });

  it('gives the simulator types of the common package, and no values', () => {
    const values = valueExports(
      join(root, 'plugins/nthlayer-common/src/index.ts'),
    );
    expect(values.has('NTHLAYER_ANNOTATIONS')).toBe(true);
    expect(values.has('Slo')).toBe(false);
    expect(simulatorTakesTypesOnly(packages, commonName, values)).toEqual([]);
  });
});

describe('changesets', () => {
  const folder = join(root, '.changeset');
  const published = packages
    .filter(({ manifest }) => !manifest.private)
    .map(({ manifest }) => manifest.name);

  it('publish in public, from main', () => {
    expect(
      JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')),
    ).toMatchObject({ access: 'public', baseBranch: 'main' });
  });

  it('name published packages of this repository only', () => {
    const named = readdirSync(folder)
      .filter(name => name.endsWith('.md') && name !== 'README.md')
      .flatMap(name =>
        [
          ...readFileSync(join(folder, name), 'utf8').matchAll(
            /^['"](.+)['"]: (?:patch|minor|major)$/gm,
          ),
        ].map(([, packageName]) => packageName),
      );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(name => !published.includes(name))).toEqual([]);
  });
});
