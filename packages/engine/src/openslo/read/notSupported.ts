import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from '../../spec/specFile/cursor';

/** The finding on valid OpenSLO that we cannot build an SLO from. */
export function notSupported(at: Cursor, summary: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'openslo-not-supported',
    summary,
    detail: 'The SLO is left out; the others of the file are built.',
  });
}
