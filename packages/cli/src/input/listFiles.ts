import { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { compareText } from '@nthlayer/engine';
import { Failure } from '../failure';
import { visible } from '../terminal/visible';
import { isOpenSloGenerated, OPENSLO } from './isOpenSloGenerated';
import { InputFile, shownPath } from './InputFile';
import { reasonOf } from './reasonOf';

/** What stands for standard input. */
const STANDARD_INPUT = '-';
const READ = new Set(['.yaml', '.yml', '.json']);
const SKIPPED = new Set(['node_modules']);

/**
 * The files that the arguments of a command name, each once. Folders are walked in the order of names; hidden ones,
 * node_modules, symbolic links and what NthLayer generated are left out.
 *
 * @throws Failure for an argument that cannot be read
 */
export async function* listFiles(
  names: readonly string[],
  cwd: string,
): AsyncGenerator<InputFile> {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === STANDARD_INPUT) {
      if (!seen.has(name)) {
        seen.add(name);
        yield { shown: 'standard input', named: true };
      }
    } else {
      for await (const file of filesOf(name, cwd)) {
        if (!seen.has(file.path)) {
          seen.add(file.path);
          yield file;
        }
      }
    }
  }
}

/** Whether a folder is among the arguments, which are there. */
export async function namesFolder(
  names: readonly string[],
  cwd: string,
): Promise<boolean> {
  for (const name of names) {
    if (name !== STANDARD_INPUT && (await locate(name, cwd)).folder) {
      return true;
    }
  }
  return false;
}

type FoundFile = InputFile & { readonly path: string };

async function* filesOf(name: string, cwd: string): AsyncGenerator<FoundFile> {
  const { path, folder } = await locate(name, cwd);
  if (!folder) {
    yield { path, shown: shownPath(cwd, path), named: true };
    return;
  }
  for await (const found of walk(path)) {
    yield { path: found, shown: shownPath(cwd, found), named: false };
  }
}

async function locate(
  name: string,
  cwd: string,
): Promise<{ path: string; folder: boolean }> {
  if (name === '') {
    throw new Failure(
      'An empty argument names no file: write . for the working folder.',
    );
  }
  try {
    const path = await realpath(resolve(cwd, name));
    const found = await stat(path);
    if (found.isFile() || found.isDirectory()) {
      return { path, folder: found.isDirectory() };
    }
  } catch (error) {
    throw new Failure(`${visible(name)} cannot be read: ${reasonOf(error)}.`);
  }
  throw new Failure(`${visible(name)} is neither a file nor a folder.`);
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    throw new Failure(
      `The folder ${visible(folder)} cannot be read: ${reasonOf(error)}.`,
    );
  }
}

/** Files before folders, so that a catalog file is met before what lies below it. */
async function* walk(folder: string): AsyncGenerator<string> {
  const entries = (await entriesOf(folder)).filter(
    ({ name }) => !name.startsWith('.') && !SKIPPED.has(name),
  );
  const files = entries.filter(
    entry => entry.isFile() && READ.has(extname(entry.name).toLowerCase()),
  );
  const isOutput = await isOpenSloGenerated(
    folder,
    files.map(({ name }) => name),
  );
  for (const { name } of files) {
    if (name !== OPENSLO || !isOutput) {
      yield join(folder, name);
    }
  }
  for (const entry of entries.filter(each => each.isDirectory())) {
    yield* walk(join(folder, entry.name));
  }
}
