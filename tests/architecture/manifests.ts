import { Violation } from './violation';
import { Manifest, WorkspacePackage } from './workspace';

const roles: readonly (readonly [RegExp, string])[] = [
  [/^packages\/app$/, 'frontend'],
  [/^packages\/backend$/, 'backend'],
  [/^packages\/(?:engine|prometheus|simulator)$/, 'node-library'],
  [/^packages\/cli$/, 'cli'],
  [/-common$/, 'common-library'],
  [/-node$/, 'node-library'],
  [/-backend-module-/, 'backend-plugin-module'],
  [/-backend$/, 'backend-plugin'],
  [/^plugins\/nthlayer$/, 'frontend-plugin'],
];

function expectedRole(folder: string): string | undefined {
  return roles.find(([pattern]) => pattern.test(folder))?.[1];
}

/** Only a module of another plugin has an id that is not ours. */
function pluginFields({ folder, manifest }: WorkspacePackage): string[] {
  const { role, pluginId, pluginPackage, pluginPackages } =
    manifest.backstage ?? {};
  const problems: string[] = [];
  if (!folder.startsWith('plugins/')) {
    return problems;
  }
  if (!pluginId) {
    problems.push('backstage.pluginId is missing');
  }
  if (role === 'backend-plugin-module') {
    if (!pluginPackage) {
      problems.push('backstage.pluginPackage is missing');
    }
  } else if (!pluginPackages?.includes(manifest.name)) {
    problems.push('backstage.pluginPackages does not name the package');
  }
  return problems;
}

function publishedFields({ folder, manifest, topLevel }: WorkspacePackage) {
  const files = manifest.files ?? [];
  const checks: readonly (readonly [boolean, string])[] = [
    [manifest.publishConfig?.access === 'public', 'publishConfig.access'],
    [manifest.repository?.directory === folder, 'repository.directory'],
    [files.includes('dist'), 'files: dist'],
    [
      files.includes('migrations') === topLevel.includes('migrations'),
      'files: migrations',
    ],
    [
      files.includes('config.d.ts') === topLevel.includes('config.d.ts'),
      'files: config.d.ts',
    ],
    [Boolean(manifest.scripts?.prepack), 'scripts.prepack'],
    [Boolean(manifest.scripts?.postpack), 'scripts.postpack'],
    [manifest.name.startsWith('@nthlayer/'), 'name in the scope @nthlayer'],
  ];
  return checks.filter(([holds]) => !holds).map(([, what]) => what);
}

function internalRanges(
  manifest: Manifest,
  names: ReadonlySet<string>,
): string[] {
  return Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
  })
    .filter(([name, range]) => names.has(name) && range !== 'workspace:^')
    .map(([name]) => `${name} must be workspace:^`);
}

function problemsOf(
  owner: WorkspacePackage,
  names: ReadonlySet<string>,
): string[] {
  const { folder, manifest, topLevel } = owner;
  const role = expectedRole(folder);
  const scripts = ['build', 'lint', 'test'].filter(
    name => !manifest.scripts?.[name],
  );
  return [
    ...(manifest.backstage?.role === role && role
      ? []
      : [`backstage.role is not ${role ?? 'known for this folder'}`]),
    ...(topLevel.includes('README.md') ? [] : ['README.md is missing']),
    ...(manifest.license === 'Apache-2.0' ? [] : ['license']),
    ...(manifest.description ? [] : ['description']),
    ...(topLevel.includes('config.d.ts') === Boolean(manifest.configSchema)
      ? []
      : ['configSchema and config.d.ts do not agree']),
    ...scripts.map(name => `scripts.${name}`),
    ...pluginFields(owner),
    ...(manifest.private ? [] : publishedFields(owner)),
    ...internalRanges(manifest, names),
  ];
}

/** Every package describes itself as Backstage's tools and npm need it. */
export function manifests(packages: readonly WorkspacePackage[]): Violation[] {
  const names = new Set(packages.map(({ manifest }) => manifest.name));
  return packages.flatMap(owner =>
    problemsOf(owner, names).map(detail => ({
      rule: 'manifests',
      where: owner.folder,
      detail,
    })),
  );
}
