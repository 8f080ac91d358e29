import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';

/** A file of ours that is no text. */
export function unreadableFile(file: string, reason: string): Diagnostic {
  return {
    severity: 'error',
    code: 'file-unreadable',
    path: '',
    summary: 'The file cannot be read.',
    detail: `${reason} The services in it are left out.`,
    position: { file, line: 1, column: 1 },
  };
}
