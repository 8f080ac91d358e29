import { isError } from '@backstage/errors';
import { fileUnreadable, NamedFileReader } from '@nthlayer/engine';
import { locate, readTextFile } from '../workspace';

/** Reads the files that entities and specs name from a workspace; what cannot be read is a finding. */
export function specFileReader(workspacePath: string): NamedFileReader {
  return {
    read: async path => {
      try {
        const location = await locate({
          workspacePath,
          input: 'The path',
          path,
        });
        switch (location.kind) {
          case 'file':
            return { text: await readTextFile(location) };
          case 'folder':
            return { problem: fileUnreadable(path, 'it is a folder') };
          default:
            return undefined;
        }
      } catch (error) {
        if (isError(error) && error.name === 'InputError') {
          return {
            problem: fileUnreadable(path, withoutPeriod(error.message)),
          };
        }
        throw error;
      }
    },
  };
}

function withoutPeriod(text: string): string {
  return text.replace(/\.$/, '');
}
