import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from '../../spec/specFile/cursor';

const CONSEQUENCE = 'The SLO is left out; the others of the file are built.';

/** Code of the finding on a field that has no meaning here. */
export const FIELD_IGNORED = 'openslo-field-ignored';

/** The finding on valid OpenSLO that we cannot build an SLO from. */
export function notSupported(at: Cursor, summary: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'openslo-not-supported',
    summary,
  });
}

/**
 * Findings on an SLO that is left out: its errors say so. That a field of it is ignored matters to nobody, unless the
 * profile refuses it.
 */
export function ofLeftOut(
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return diagnostics
    .filter(
      ({ code, severity }) => code !== FIELD_IGNORED || severity === 'error',
    )
    .map(each =>
      each.severity === 'error'
        ? {
            ...each,
            detail: [each.detail, CONSEQUENCE]
              .filter(part => part !== undefined)
              .join(' '),
          }
        : each,
    );
}
