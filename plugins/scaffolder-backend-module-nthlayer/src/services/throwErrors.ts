import { InputError } from '@backstage/errors';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDiagnostic } from '@nthlayer/engine';

const MOST = 50;

/**
 * Throws all errors among findings in one message, a line each: file, line, what is wrong and how to mend it; on demand
 * with the other findings behind them.
 *
 * @throws InputError when there is an error among them
 */
export function throwErrors(
  diagnostics: readonly Diagnostic[],
  consequence: string,
  { withOthers = false }: { readonly withOthers?: boolean } = {},
): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) {
    return;
  }
  const others = withOthers
    ? diagnostics.filter(({ severity }) => severity !== 'error')
    : [];
  const told = [...errors, ...others];
  const rest = told.length - MOST;
  throw new InputError(
    [
      `${errors.length} ${
        errors.length === 1 ? 'error' : 'errors'
      }. ${consequence}`,
      ...told.slice(0, MOST).map(formatDiagnostic),
      ...(rest > 0 ? [`… and ${rest} more.`] : []),
    ].join('\n'),
  );
}
