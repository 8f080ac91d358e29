import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError } from '@backstage/errors';
import { locate, Location } from './locate';
import { moveAll, StagedFile } from './moveAll';
import { readTextFile } from './readTextFile';
import { shownText } from './shownText';

/** A file to be, with its path relative to the workspace. */
export interface TargetFile {
  readonly path: string;
  readonly content: string;
}

/** What to write, and what may happen to files that are there. */
export interface WriteOptions {
  readonly workspacePath: string;
  readonly input: string;
  readonly files: readonly TargetFile[];
  /** Files with other content are replaced; otherwise they are an error. */
  readonly overwrite: boolean;
  readonly signal?: AbortSignal;
}

/** Paths, in the order given. */
export interface WriteOutcome {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
}

interface Target extends TargetFile {
  readonly location: Location;
  readonly state: 'new' | 'equal' | 'different';
}

/**
 * Writes all files or none: every target is looked at before the first is touched, and files move to their places
 * only when all have been written in full beside them. Files with equal content are left alone.
 *
 * @throws InputError for unsafe paths; ConflictError for a file with other content where overwriting is not allowed
 */
export async function writeFiles(options: WriteOptions): Promise<WriteOutcome> {
  const targets: Target[] = [];
  for (const file of options.files) {
    options.signal?.throwIfAborted();
    targets.push(await inspect(file, options));
  }
  const different = targets.filter(({ state }) => state === 'different');
  if (different.length > 0 && !options.overwrite) {
    throw new ConflictError(
      `${different.map(({ path }) => shownText(path)).join(', ')} ` +
        `${
          different.length === 1 ? 'is' : 'are'
        } there already with other content; nothing was written. ` +
        'Set overwrite to true to replace, or choose another path.',
    );
  }
  const changed = targets.filter(({ state }) => state !== 'equal');
  await writeAll(changed, options);
  return {
    written: changed.map(({ location }) => location.path),
    unchanged: targets
      .filter(({ state }) => state === 'equal')
      .map(({ location }) => location.path),
  };
}

async function inspect(
  file: TargetFile,
  { workspacePath, input }: WriteOptions,
): Promise<Target> {
  const { path, content } = file;
  const location = await locate({ workspacePath, input, path });
  switch (location.kind) {
    case 'missing':
      return { path, content, location, state: 'new' };
    case 'folder':
      throw new ConflictError(
        `${shownText(
          path,
        )} is a folder; a file is to be written there. Choose another path.`,
      );
    default: {
      const equal = (await readTextFile(location)) === content;
      return { path, content, location, state: equal ? 'equal' : 'different' };
    }
  }
}

async function writeAll(
  targets: readonly Target[],
  { workspacePath, signal }: WriteOptions,
): Promise<void> {
  if (targets.length === 0) {
    return;
  }
  const staging = await mkdtemp(join(workspacePath, '.nthlayer-'));
  try {
    const staged: StagedFile[] = [];
    for (const [index, { content, location, state }] of targets.entries()) {
      const from = join(staging, `${index}.new`);
      await writeFile(from, content, { signal });
      staged.push({
        from,
        to: location.absolute,
        ...(state === 'different' && { backup: join(staging, `${index}.old`) }),
      });
    }
    await moveAll(staged);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
