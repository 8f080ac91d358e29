import { posix } from 'node:path';
import { isRelative, packageOf } from './moduleNames';
import { place, Violation } from './violation';
import { WorkspacePackage } from './workspace';

const grafanaFolder = 'src/generators/grafanaDashboard';

function escapes(folder: string, path: string, specifier: string): boolean {
  const target = posix.join(folder, posix.dirname(path), specifier);
  return target !== folder && !target.startsWith(`${folder}/`);
}

function isExported(to: WorkspacePackage, specifier: string): boolean {
  const subpath = `.${specifier.slice(to.manifest.name.length)}`;
  return subpath === '.' || subpath in (to.manifest.exports ?? {});
}

/** A package is used by its name and its declared entries, never by a path into it. */
export function packageEntries(
  packages: readonly WorkspacePackage[],
): Violation[] {
  return packages.flatMap(from =>
    from.files.flatMap(file =>
      file.imports.flatMap(({ specifier, line }) => {
        const to = packages.find(
          ({ manifest }) => manifest.name === packageOf(specifier),
        );
        const breach = isRelative(specifier)
          ? escapes(from.folder, file.path, specifier)
          : to !== undefined && !isExported(to, specifier);
        return breach
          ? [
              {
                rule: 'package-entries',
                where: place(from, file, line),
                detail: `reaches into a package: ${specifier}`,
              },
            ]
          : [];
      }),
    ),
  );
}

interface Ban {
  readonly folders: (folder: string) => boolean;
  readonly modules: RegExp;
  readonly except?: (path: string) => boolean;
}

const bans: readonly Ban[] = [
  {
    folders: () => true,
    modules: /^@grafana\//,
    except: path => path.startsWith(grafanaFolder),
  },
  {
    folders: folder => folder === 'packages/prometheus',
    modules: /^@backstage\/(?:backend-|plugin-|config$)/,
  },
  {
    folders: folder =>
      folder === 'packages/engine' || folder === 'packages/simulator',
    modules: /^@backstage\/(?:backend-|plugin-|config)/,
  },
  {
    folders: folder => folder === 'plugins/nthlayer-backend',
    modules: /^(?:prom-client|@pagerduty\/|@grafana\/|@nthlayer\/prometheus)/,
  },
  { folders: () => true, modules: /^@material-ui\// },
  { folders: () => true, modules: /^@mui\/material$/ },
];

/** Vendors, and Backstage itself, are known only where DESIGN puts them. */
export function bannedModules(
  packages: readonly WorkspacePackage[],
): Violation[] {
  return packages.flatMap(from =>
    bans
      .filter(ban => ban.folders(from.folder))
      .flatMap(ban =>
        from.files
          .filter(
            file =>
              !file.test &&
              !(from.folder === 'packages/engine' && ban.except?.(file.path)),
          )
          .flatMap(file =>
            file.imports
              .filter(({ specifier }) => ban.modules.test(specifier))
              .map(({ specifier, line }) => ({
                rule: 'banned-modules',
                where: place(from, file, line),
                detail: `imports ${specifier}`,
              })),
          ),
      ),
  );
}
