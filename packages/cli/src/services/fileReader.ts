import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import {
  fileOutside,
  fileUnreadable,
  isWithin,
  NamedFileReader,
} from '@nthlayer/engine';
import { readText } from '../input/readText';
import { codeOf, reasonOf } from '../input/reasonOf';

/**
 * Reads the files that a file of a folder names. They must lie in that folder or below it, also after symbolic links are
 * followed; paths are shown relative to `cwd`.
 */
export function fileReader(cwd: string, folder: string): NamedFileReader {
  return {
    keyOf: path => realpath(resolve(cwd, path)),
    read: async path => {
      try {
        const real = await realpath(resolve(cwd, path));
        return isWithin(await realpath(folder), real, sep)
          ? { text: await readText(real) }
          : { problem: fileOutside(path) };
      } catch (error) {
        return ['ENOENT', 'ENOTDIR'].includes(codeOf(error))
          ? undefined
          : { problem: fileUnreadable(path, reasonOf(error)) };
      }
    },
  };
}
