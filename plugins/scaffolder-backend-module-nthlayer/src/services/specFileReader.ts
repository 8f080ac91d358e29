import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { isError } from '@backstage/errors';
import { ReadSpecFile, SpecFile } from '@nthlayer/engine';
import { locate, readTextFile } from '../workspace';

/** Reads the spec files that entities name from a workspace; what cannot be read is a finding on the entity. */
export function specFileReader(workspacePath: string): ReadSpecFile {
  return async (path): Promise<SpecFile> => {
    try {
      const location = await locate({ workspacePath, input: 'The path', path });
      return location.kind === 'file'
        ? { path: location.path, text: await readTextFile(location) }
        : { path, problem: unreadable('It is not there.') };
    } catch (error) {
      if (isError(error) && error.name === 'InputError') {
        return { path, problem: unreadable(error.message) };
      }
      throw error;
    }
  };
}

function unreadable(reason: string): Diagnostic {
  return {
    severity: 'error',
    code: 'spec-file-unreadable',
    path: '',
    summary: 'The spec file that the entity names cannot be read.',
    detail: `${reason} Write it beside the catalog file, or mend the annotation.`,
  };
}
