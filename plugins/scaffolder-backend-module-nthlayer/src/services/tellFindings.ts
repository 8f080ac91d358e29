import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { logFindings } from './logFindings';
import { throwErrors } from './throwErrors';

/**
 * Tells the log of a task what is no reason to stop, and throws all errors. A dry run that fails has no log: its message
 * has the other findings, too.
 *
 * @throws InputError when there is an error among them
 */
export function tellFindings(
  { logger, isDryRun }: Pick<ActionContext<object>, 'logger' | 'isDryRun'>,
  diagnostics: readonly Diagnostic[],
  consequence: string,
): void {
  logFindings(logger, diagnostics);
  throwErrors(diagnostics, consequence, { withOthers: isDryRun });
}
