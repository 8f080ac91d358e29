import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SharedFolder, sha256 } from '@nthlayer/engine';
import { reasonOf } from '../input/reasonOf';
import { leftOver, unwritable } from './findings';
import { Manifest, MANIFEST_NAME, printManifest } from './manifest';
import { OutputDirectory } from './OutputDirectory';
import { refusals } from './refusals';
import { readStanding, Standing, textOf } from './standing';

/** Whose folder it is, and whether files of somebody else's may be overwritten. */
export interface FolderOptions {
  readonly entityRef: string;
  readonly force: boolean;
}

/** What writing a folder comes to. */
export interface FolderPlan {
  /** Files to be written; 0 when the folder is refused. */
  readonly changed: number;
  readonly unchanged: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Writes what has changed; nothing is touched when nothing has. Findings say why it could not be done. */
  readonly write: () => readonly Diagnostic[];
}

/** Looks at what stands in a folder and works out what has to be written; writes nothing yet. */
export function planFolder(
  directory: OutputDirectory,
  folder: SharedFolder,
  options: FolderOptions,
): FolderPlan {
  const standing = readStanding(directory, folder);
  const refused = refusals(folder.path, standing, options);
  if (refused.length > 0) {
    const write = () => [];
    return { changed: 0, unchanged: 0, diagnostics: refused, write };
  }
  const changed = standing.files.filter(
    ({ content, occupant }) => textOf(occupant) !== content,
  );
  const manifest: Manifest = {
    entityRef: options.entityRef,
    files: Object.fromEntries(
      standing.files.map(({ name, content }) => [name, sha256(content)]),
    ),
  };
  const isSame =
    changed.length === 0 &&
    textOf(standing.manifest) === printManifest(manifest);
  return {
    changed: changed.length,
    unchanged: standing.files.length - changed.length,
    diagnostics: leftOver(folder.path, standing.before, manifest),
    write: () =>
      isSame ? [] : writeSafely(directory, folder.path, { changed, manifest }),
  };
}

interface Writing {
  readonly changed: Standing['files'];
  readonly manifest: Manifest;
}

/**
 * The manifest goes first and knows the replaced files as well as the new ones: after a run that was killed in
 * between, either are still known as generated.
 */
function writeSafely(
  directory: OutputDirectory,
  path: string,
  { changed, manifest }: Writing,
): readonly Diagnostic[] {
  const replaced = changed.flatMap(({ name, occupant }) => {
    const text = textOf(occupant);
    return text === undefined ? [] : [[name, sha256(text)] as const];
  });
  const replaces = Object.fromEntries(replaced);
  const isReplacing = replaced.length > 0;
  const first = isReplacing ? { ...manifest, replaces } : manifest;
  const folder = path.split('/');
  try {
    directory.write(folder, [
      [MANIFEST_NAME, printManifest(first)],
      ...changed.map(({ name, content }) => [name, content] as const),
    ]);
    if (isReplacing) {
      directory.write(folder, [[MANIFEST_NAME, printManifest(manifest)]]);
    }
    return [];
  } catch (error) {
    return [unwritable(path, reasonOf(error))];
  }
}
