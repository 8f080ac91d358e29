import { lstat } from 'node:fs/promises';
import { Stats } from 'node:fs';
import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { namesOfPath } from './relativePath';
import { shownText } from './shownText';

/** A place in the workspace that is safe to read or write. */
export interface Location {
  /** Relative to the workspace, with `/`; `.` for the workspace itself. */
  readonly path: string;
  readonly absolute: string;
  readonly kind: 'file' | 'folder' | 'missing';
}

/** Which place, and the input that names it, for messages. */
export interface LocateOptions {
  readonly workspacePath: string;
  readonly input: string;
  readonly path: string;
}

async function statusOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function refuse(options: LocateOptions, name: string, problem: string): never {
  throw new InputError(
    `${options.input} ${shownText(options.path)}: ${shownText(
      name,
    )} ${problem}`,
  );
}

function kindOf(status: Stats): Location['kind'] | undefined {
  if (status.isFile()) {
    return 'file';
  }
  return status.isDirectory() ? 'folder' : undefined;
}

/**
 * Finds a place in the workspace. Every part of the path is looked at, since a link on the way leads out as well.
 *
 * @throws InputError for a path that is not plainly inside the workspace, and for links, devices and files on the way
 */
export async function locate(options: LocateOptions): Promise<Location> {
  const names = namesOfPath(options.input, options.path);
  const kind = await kindAt(options, names);
  const path = names.join('/') || '.';
  return {
    path,
    absolute: resolveSafeChildPath(options.workspacePath, path),
    kind,
  };
}

async function kindAt(
  options: LocateOptions,
  names: readonly string[],
): Promise<Location['kind']> {
  let kind: Location['kind'] = 'folder';
  for (const [index, name] of names.entries()) {
    const upTo = names.slice(0, index + 1);
    const status = await statusOf(join(options.workspacePath, ...upTo));
    if (!status) {
      return 'missing';
    }
    if (status.isSymbolicLink()) {
      refuse(
        options,
        name,
        'is a symbolic link. Links are not followed: name the file or folder itself.',
      );
    }
    kind =
      kindOf(status) ??
      refuse(options, name, 'is neither a file nor a folder. Choose another.');
    if (kind === 'file' && index < names.length - 1) {
      refuse(options, name, 'is a file, not a folder. Choose another path.');
    }
  }
  return kind;
}
