import {
  closeSync,
  Dirent,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { compareText } from '@nthlayer/engine';
import { Failure } from '../failure';
import { reasonOf } from '../input/reasonOf';
import { visible } from '../terminal/visible';

/** What stands at a path: nothing, a file with its text, or something that is not written to. */
export type Occupant =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'other'; readonly what: string };

const SEGMENT = /^(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|\.nthlayer\.json)$/;

/**
 * A folder that nothing is written outside of: paths are made of plain names, and no symbolic link inside of it is
 * followed. All is synchronous, so that Ctrl-C falls between services and never into one.
 */
export class OutputDirectory {
  readonly #name: string;
  readonly #root: string;
  #temporaries = 0;

  /**
   * A folder that is there, or that is made as soon as something is written; it may itself be a symbolic link.
   *
   * @throws Failure
   */
  static create(name: string, cwd: string): OutputDirectory {
    try {
      return new OutputDirectory(name, realFolder(resolve(cwd, name)));
    } catch (error) {
      throw new Failure(
        `${visible(name)} cannot be used as --out: ${reasonOf(error)}.`,
      );
    }
  }

  private constructor(name: string, root: string) {
    this.#name = name;
    this.#root = root;
  }

  /**
   * Makes the folder where it is missing.
   *
   * @throws Failure
   */
  make(): void {
    try {
      makeFolder(this.#root);
    } catch (error) {
      throw new Failure(
        `${visible(this.#name)} cannot be made for --out: ${reasonOf(error)}.`,
      );
    }
  }

  /** Absolute path of a file or folder, given by plain names. */
  #pathOf(names: readonly string[]): string {
    if (names.length === 0 || !names.every(name => SEGMENT.test(name))) {
      throw new Error(`Not a plain path: ${JSON.stringify(names)}`);
    }
    return join(this.#root, ...names);
  }

  /** The first part of a path below the folder that is there and no real folder. */
  obstacle(folder: readonly string[]): string | undefined {
    for (let depth = 1; depth <= folder.length; depth++) {
      const found = this.#look(folder.slice(0, depth));
      if (found === undefined) {
        return undefined;
      }
      if (!found.isDirectory()) {
        const what = found.isSymbolicLink() ? 'a symbolic link' : 'no folder';
        return `${folder.slice(0, depth).join('/')} is ${what}`;
      }
    }
    return undefined;
  }

  /** What stands where a file would be written. */
  occupant(path: readonly string[]): Occupant {
    const found = this.#look(path);
    if (found === undefined) {
      return { kind: 'nothing' };
    }
    if (found.isSymbolicLink()) {
      return { kind: 'other', what: 'a symbolic link' };
    }
    return found.isFile()
      ? { kind: 'file', text: readFileSync(this.#pathOf(path), 'utf8') }
      : { kind: 'other', what: 'no regular file' };
  }

  /** Whether a file of this plain name is there. */
  has(folder: string, name: string): boolean {
    return (
      SEGMENT.test(name) &&
      (this.#look([...folder.split('/'), name])?.isFile() ?? false)
    );
  }

  /** Folders that hold a file of this name, in the order of names, as deep as this; no symbolic link is followed. */
  *foldersWith(
    file: string,
    depth: number,
    folder: readonly string[] = [],
  ): Generator<readonly string[]> {
    const entries = entriesOf(join(this.#root, ...folder));
    if (folder.length > 0 && entries.some(({ name }) => name === file)) {
      yield folder;
    }
    const names = entries
      .filter(entry => entry.isDirectory() && SEGMENT.test(entry.name))
      .map(({ name }) => name)
      .sort(compareText);
    for (const name of depth > 0 ? names : []) {
      yield* this.foldersWith(file, depth - 1, [...folder, name]);
    }
  }

  #look(path: readonly string[]) {
    return lstatSync(this.#pathOf(path), { throwIfNoEntry: false });
  }

  /**
   * Writes files of one folder: all of them beside their places first, then each is moved to its place, in the order
   * given. When they cannot all be written, none is touched.
   */
  write(
    folder: readonly string[],
    files: readonly (readonly [name: string, text: string])[],
  ): void {
    const place = this.#pathOf(folder);
    for (let depth = 1; depth <= folder.length; depth++) {
      if (this.#look(folder.slice(0, depth)) === undefined) {
        mkdirSync(this.#pathOf(folder.slice(0, depth)));
      }
    }
    const written: string[] = [];
    try {
      for (const [, text] of files) {
        written.push(this.#writeTemporary(place, text));
      }
      files.forEach(([name], index) =>
        renameSync(written[index], this.#pathOf([...folder, name])),
      );
    } finally {
      written.forEach(path => rmSync(path, { force: true }));
    }
  }

  /** Exclusive, so that neither a file nor a symbolic link that is there is written through. */
  #writeTemporary(folder: string, text: string): string {
    this.#temporaries += 1;
    const name = `.nthlayer-${process.pid}-${this.#temporaries}.tmp`;
    const path = join(folder, name);
    const file = openSync(path, 'wx', 0o666);
    try {
      writeFileSync(file, text);
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    return path;
  }
}

/** None of a folder that may not be read: nothing was generated there. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The path without symbolic links, of a folder that need not be there yet. */
function realFolder(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    return join(realFolder(dirname(path)), basename(path));
  }
  if (!statSync(path).isDirectory()) {
    throw new Error('it is a file, or lies in one');
  }
  return realpathSync(path);
}

/** One folder after the other: Node.js itself never ends where the file system lets nobody make one, as in /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    makeFolder(dirname(path));
    try {
      mkdirSync(path);
    } catch (error) {
      // another run may have made it meanwhile
      if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
        throw error;
      }
    }
  }
}
