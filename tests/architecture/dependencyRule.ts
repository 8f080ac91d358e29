import { packageOf } from './moduleNames';
import { place, Violation } from './violation';
import { Manifest, WorkspacePackage } from './workspace';

const common = 'plugins/nthlayer-common';
const engine = 'packages/engine';
const node = 'plugins/nthlayer-node';
const prometheus = 'packages/prometheus';
const cli = 'packages/cli';
const simulator = 'packages/simulator';
const frontend = 'plugins/nthlayer';
const app = 'packages/app';
const demoBackend = 'packages/backend';

/** What the sources of a package may use of the others: DESIGN's diagram as a table. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  [common]: [],
  [engine]: [common],
  [prometheus]: [common, engine],
  [simulator]: [common],
  [cli]: [common, engine, prometheus],
  [node]: [common, engine],
  'plugins/nthlayer-backend': [common, engine, node],
  'plugins/nthlayer-backend-module-prometheus': [
    common,
    engine,
    node,
    prometheus,
  ],
  'plugins/nthlayer-backend-module-simulator': [
    common,
    engine,
    node,
    simulator,
  ],
  'plugins/catalog-backend-module-nthlayer': [common, engine],
  'plugins/scaffolder-backend-module-nthlayer': [common, engine, node],
  [frontend]: [common],
  [app]: [frontend],
};

function isBackendFeature({ backstage }: Manifest): boolean {
  return (
    backstage?.role === 'backend-plugin' ||
    backstage?.role === 'backend-plugin-module'
  );
}

/** The demo backend installs every backend feature, and serves the app. */
function mayUse(from: WorkspacePackage, to: WorkspacePackage): boolean {
  return from.folder === demoBackend
    ? isBackendFeature(to.manifest) || to.folder === app
    : allowed[from.folder]?.includes(to.folder) ?? false;
}

/** Tests may compare with any library, but not lean on a whole plugin; modules are tested inside their backend. */
function testMayUse(from: WorkspacePackage, to: WorkspacePackage): boolean {
  if (mayUse(from, to)) {
    return true;
  }
  if (to.folder === frontend || to.folder === app) {
    return false;
  }
  return isBackendFeature(to.manifest) ? isBackendFeature(from.manifest) : true;
}

function declared(
  from: WorkspacePackage,
  find: (name: string) => WorkspacePackage | undefined,
): Violation[] {
  const { dependencies, peerDependencies, devDependencies } = from.manifest;
  const check = (
    names: Readonly<Record<string, string>> | undefined,
    may: typeof mayUse,
  ) =>
    Object.keys(names ?? {})
      .map(find)
      .filter(to => to !== undefined)
      .filter(to => !may(from, to))
      .map(to => ({
        rule: 'dependency-rule',
        where: `${from.folder}/package.json`,
        detail: `depends on ${to.manifest.name}`,
      }));
  return [
    ...check(dependencies, mayUse),
    ...check(peerDependencies, mayUse),
    ...check(devDependencies, testMayUse),
  ];
}

function imported(
  from: WorkspacePackage,
  find: (name: string) => WorkspacePackage | undefined,
): Violation[] {
  return from.files.flatMap(file =>
    file.imports.flatMap(({ specifier, line }) => {
      const to = find(packageOf(specifier));
      const may = file.test ? testMayUse : mayUse;
      return to && to !== from && !may(from, to)
        ? [
            {
              rule: 'dependency-rule',
              where: place(from, file, line),
              detail: `imports ${specifier}`,
            },
          ]
        : [];
    }),
  );
}

/** Both what manifests declare and what files import follow the table; a package that is not in it is a breach. */
export function dependencyRule(
  packages: readonly WorkspacePackage[],
): Violation[] {
  const find = (name: string) =>
    packages.find(({ manifest }) => manifest.name === name);
  return packages.flatMap(from => {
    const known = from.folder === demoBackend || from.folder in allowed;
    return [
      ...(known
        ? []
        : [
            {
              rule: 'dependency-rule',
              where: from.folder,
              detail: 'has no row in the table of allowed dependencies',
            },
          ]),
      ...declared(from, find),
      ...imported(from, find),
    ];
  });
}
