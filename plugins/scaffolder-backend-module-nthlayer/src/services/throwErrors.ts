import { InputError } from '@backstage/errors';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDiagnostic } from '@nthlayer/engine';

const MOST = 50;

/**
 * Throws all errors among findings in one message, a line each: file, line, what is wrong and how to mend it.
 *
 * @throws InputError when there is an error among them
 */
export function throwErrors(
  diagnostics: readonly Diagnostic[],
  consequence: string,
): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) {
    return;
  }
  const rest = errors.length - MOST;
  throw new InputError(
    [
      `${errors.length} ${
        errors.length === 1 ? 'error' : 'errors'
      }. ${consequence}`,
      ...errors.slice(0, MOST).map(formatDiagnostic),
      ...(rest > 0 ? [`… and ${rest} more.`] : []),
    ].join('\n'),
  );
}
