import { SharedFolder } from '@nthlayer/engine';
import { Manifest, MANIFEST_NAME, parseManifest } from './manifest';
import { Occupant, OutputDirectory } from './OutputDirectory';

/** A file to generate, and what stands in its place. */
export interface StandingFile {
  readonly name: string;
  readonly content: string;
  readonly occupant: Occupant;
}

/** What stands where a folder is to be written. */
export interface Standing {
  /** Why the folder itself cannot be used. */
  readonly obstacle?: string;
  readonly manifest: Occupant;
  /** What the manifest says, when it is one. */
  readonly before?: Manifest;
  readonly files: readonly StandingFile[];
}

/** The text of a file that is there. */
export function textOf(occupant: Occupant): string | undefined {
  return occupant.kind === 'file' ? occupant.text : undefined;
}

/** Looks at a folder without following symbolic links. */
export function readStanding(
  directory: OutputDirectory,
  folder: SharedFolder,
): Standing {
  const segments = folder.path.split('/');
  const obstacle = directory.obstacle(segments);
  if (obstacle !== undefined) {
    return { obstacle, manifest: { kind: 'nothing' }, files: [] };
  }
  const manifest = directory.occupant([...segments, MANIFEST_NAME]);
  const before = parseManifest(textOf(manifest));
  return {
    manifest,
    ...(before && { before }),
    files: folder.files.map(({ path: name, content }) => ({
      name,
      content,
      occupant: directory.occupant([...segments, name]),
    })),
  };
}
