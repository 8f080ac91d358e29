import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { findImports, ImportStatement } from './imports';

export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly description?: string;
  readonly main?: string;
  readonly types?: string;
  readonly files?: readonly string[];
  readonly configSchema?: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly repository?: { readonly directory?: string };
  readonly publishConfig?: { readonly access?: string };
  readonly backstage?: {
    readonly role?: string;
    readonly pluginId?: string;
    readonly pluginPackage?: string;
    readonly pluginPackages?: readonly string[];
  };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface SourceFile {
  /** Relative to the package's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Tests and what only tests and the development server load. */
  readonly test: boolean;
  readonly imports: readonly ImportStatement[];
}

export interface WorkspacePackage {
  /** Relative to the repository, with forward slashes. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly SourceFile[];
  /** Names of files and folders at the package's top. */
  readonly topLevel: readonly string[];
}

const sourceName = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const testPath = /\.test\.|(?:^|\/)(?:__testUtils__|dev)\/|setupTests\./;
const skipped = new Set(['node_modules', 'dist', 'dist-types', 'coverage']);

export function sourceFile(path: string, text: string): SourceFile {
  return {
    path,
    text,
    test: testPath.test(path),
    imports: findImports(path, text),
  };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return skipped.has(entry.name) ? [] : listFiles(path);
    }
    return sourceName.test(entry.name) ? [path] : [];
  });
}

function readSources(root: string): SourceFile[] {
  return ['src', 'dev']
    .map(name => join(root, name))
    .filter(folder => existsSync(folder))
    .flatMap(listFiles)
    .map(path =>
      sourceFile(
        relative(root, path).split(sep).join('/'),
        readFileSync(path, 'utf8'),
      ),
    );
}

/** All packages below `packages` and `plugins`. */
export function readWorkspace(root: string): WorkspacePackage[] {
  return ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(root, parent))
      .filter(name => existsSync(join(root, parent, name, 'package.json')))
      .sort()
      .map(name => {
        const folder = join(root, parent, name);
        return {
          folder: `${parent}/${name}`,
          manifest: JSON.parse(
            readFileSync(join(folder, 'package.json'), 'utf8'),
          ),
          files: readSources(folder),
          topLevel: readdirSync(folder),
        };
      }),
  );
}
