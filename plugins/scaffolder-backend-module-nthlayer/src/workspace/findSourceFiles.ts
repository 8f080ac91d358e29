import { readdir } from 'node:fs/promises';
import { InputError, isError } from '@backstage/errors';
import { SourceFile } from '@nthlayer/engine';
import { locate, Location } from './locate';
import { readRoughly, readTextFile } from './readTextFile';
import { shownText } from './shownText';

const MOST_FILES = 10_000;
const SOURCE = /\.(ya?ml|json)$/i;
const SKIPPED = /^(\.|node_modules$)/;

/** Where to look for specs. */
export interface SourceSearch {
  readonly workspacePath: string;
  readonly input: string;
  /** A file, or a folder to search in with all that is in it. */
  readonly path: string;
  /** A folder that is not searched, relative to the workspace. */
  readonly except?: string;
}

/** A file of a folder that is no text, or too large. */
export interface UnreadableFile {
  readonly path: string;
  readonly reason: string;
  /** What could be made out of it, to tell whose it is. */
  readonly roughly: string;
}

/** Files by path. */
export interface FoundFiles {
  readonly files: readonly SourceFile[];
  readonly unreadable: readonly UnreadableFile[];
  /** Paths of symbolic links, which are not followed. */
  readonly links: readonly string[];
}

/**
 * The YAML and JSON files of a folder, by path; or the one file that is named. Hidden folders are left out.
 *
 * @throws InputError for a path that is not there or not safe, and for the one file that is named and cannot be read
 */
export async function findSourceFiles(
  search: SourceSearch,
): Promise<FoundFiles> {
  const { workspacePath, input } = search;
  const start = await locate({ workspacePath, input, path: search.path });
  const files: SourceFile[] = [];
  const unreadable: UnreadableFile[] = [];
  const { locations, links } = await filesIn(start, search);
  for (const location of locations) {
    const { path } = location;
    try {
      files.push({ path, text: await readTextFile(location) });
    } catch (error) {
      if (
        start === location ||
        !isError(error) ||
        error.name !== 'InputError'
      ) {
        throw error;
      }
      const roughly = await readRoughly(location);
      unreadable.push({ path, reason: error.message, roughly });
    }
  }
  return { files, unreadable, links };
}

interface Found {
  readonly locations: readonly Location[];
  readonly links: readonly string[];
}

async function filesIn(start: Location, search: SourceSearch): Promise<Found> {
  switch (start.kind) {
    case 'file':
      return { locations: [start], links: [] };
    case 'folder':
      return await walk(start.path, search);
    default:
      throw new InputError(
        `${search.input} ${shownText(start.path)} is not in the workspace. ` +
          'Fetch or write it in an earlier step.',
      );
  }
}

async function walk(root: string, search: SourceSearch): Promise<Found> {
  const found: Location[] = [];
  const allLinks: string[] = [];
  const folders = [root];
  for (
    let folder = folders.pop();
    folder !== undefined;
    folder = folders.pop()
  ) {
    const { locations, links, inner } = await list(folder, search);
    found.push(...locations);
    allLinks.push(...links);
    folders.push(...inner);
    if (found.length > MOST_FILES) {
      throw new InputError(
        `${search.input} ${shownText(
          search.path,
        )} holds more than ${MOST_FILES} YAML files. Name a smaller folder.`,
      );
    }
  }
  const locations = found.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { locations, links: allLinks.sort() };
}

interface Listing extends Found {
  readonly inner: readonly string[];
}

async function list(folder: string, search: SourceSearch): Promise<Listing> {
  const { workspacePath, input, except } = search;
  const { absolute } = await locate({ workspacePath, input, path: folder });
  const entries = await readdir(absolute, { withFileTypes: true });
  const locations: Location[] = [];
  const links: string[] = [];
  const inner: string[] = [];
  for (const entry of entries) {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isSymbolicLink()) {
      links.push(path);
    } else if (entry.isDirectory()) {
      if (path !== except && !SKIPPED.test(entry.name)) {
        inner.push(path);
      }
    } else if (entry.isFile() && SOURCE.test(entry.name)) {
      locations.push(await locate({ workspacePath, input, path }));
    }
  }
  return { locations, links, inner };
}
