import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.mjs';

/** The manifest in a folder of the repository. */
export function readManifest(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/** Folders of all workspaces, relative to the root, sorted. */
export function workspaceFolders() {
  return readManifest('.')
    .workspaces.flatMap(pattern =>
      pattern.endsWith('/*')
        ? readdirSync(join(root, pattern.slice(0, -2))).map(
            name => `${pattern.slice(0, -2)}/${name}`,
          )
        : [pattern],
    )
    .filter(folder => existsSync(join(root, folder, 'package.json')))
    .sort();
}
