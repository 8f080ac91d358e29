import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SpecResult } from '@nthlayer/engine';
import { foldersNotInRun, folderLeftOver } from './findings';
import { SHARED } from './FolderNames';
import { Manifest, MANIFEST_NAME, parseManifest } from './manifest';
import { OutputDirectory } from './OutputDirectory';
import { textOf } from './standing';

/** `<service>/<environment>`. */
const DEEPEST = 2;

/** Folders that were generated before, and that a run did not write. */
export class LeftOvers {
  readonly #planned = new Set<string>();
  /** Whether nothing but what was planned stands for the owner of a folder, by entity ref. */
  readonly #settled = new Map<string, boolean>();

  static create(): LeftOvers {
    return new LeftOvers();
  }

  private constructor() {}

  /** A folder of this run, whether it could be written or not. */
  plan(path: string): void {
    this.#planned.add(path);
  }

  /** A service of the run: one with errors keeps what it has. */
  settle(entityRef: string, result: SpecResult, blocked: boolean): void {
    const failed =
      blocked || (result.kind === 'none' && result.reason === 'failed');
    this.#settled.set(entityRef, !failed);
  }

  /** The same of the shared files. */
  settleShared(settled: boolean): void {
    this.#settled.set(SHARED, settled);
  }

  /** Findings; with `whole`, also on folders of entities that the run did not meet. */
  find(directory: OutputDirectory, whole: boolean): readonly Diagnostic[] {
    const found: Diagnostic[] = [];
    const unknown: string[] = [];
    for (const { path, manifest } of this.#strangers(directory)) {
      const files = namesLeft(directory, path, manifest);
      const settled = this.#settled.get(manifest.entityRef);
      if (files.length > 0 && settled) {
        found.push(folderLeftOver(path, manifest.entityRef, files));
      } else if (files.length > 0 && settled === undefined) {
        unknown.push(path);
      }
    }
    return whole && unknown.length > 0
      ? [...found, foldersNotInRun(unknown)]
      : found;
  }

  *#strangers(directory: OutputDirectory) {
    for (const folder of directory.foldersWith(MANIFEST_NAME, DEEPEST)) {
      const path = folder.join('/');
      if (!this.#planned.has(path)) {
        const text = textOf(directory.occupant([...folder, MANIFEST_NAME]));
        const manifest = parseManifest(text);
        if (manifest) {
          yield { path, manifest };
        }
      }
    }
  }
}

/** What is still there of the files of a folder. */
function namesLeft(
  directory: OutputDirectory,
  path: string,
  { files }: Manifest,
): readonly string[] {
  return Object.keys(files).filter(name => directory.has(path, name));
}
