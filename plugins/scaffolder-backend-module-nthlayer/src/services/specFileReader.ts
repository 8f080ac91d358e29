import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { isError } from '@backstage/errors';
import { ServiceFilesReader } from '@nthlayer/engine';
import { locate, readTextFile } from '../workspace';

/** Reads the files that entities and specs name from a workspace; what cannot be read is a finding. */
export function specFileReader(workspacePath: string): ServiceFilesReader {
  const read = (path: string) => readFile(workspacePath, path);
  return {
    spec: async path => {
      const { text, reason = 'It is not there.' } = await read(path);
      return text === undefined
        ? { path, problem: unreadable(reason) }
        : { path, text };
    },
    beside: async path => {
      const { text, reason } = await read(path);
      if (text !== undefined) {
        return { text };
      }
      return reason === undefined
        ? undefined
        : { problem: refused(path, reason) };
    },
  };
}

/** The text of a file, or why it cannot be read; neither where there is none. */
async function readFile(
  workspacePath: string,
  path: string,
): Promise<{ readonly text?: string; readonly reason?: string }> {
  try {
    const location = await locate({ workspacePath, input: 'The path', path });
    switch (location.kind) {
      case 'file':
        return { text: await readTextFile(location) };
      case 'folder':
        return { reason: 'It is a folder.' };
      default:
        return {};
    }
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return { reason: error.message };
    }
    throw error;
  }
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

function refused(path: string, reason: string) {
  return {
    code: 'spec-file-unreadable',
    summary: `The file ${JSON.stringify(path)} cannot be read.`,
    detail: `${reason} Put the file itself there.`,
  };
}
