import { LoggerService } from '@backstage/backend-plugin-api';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDiagnostic } from '@nthlayer/engine';

/** Tells the log of a task what is no reason to stop. */
export function logFindings(
  logger: Pick<LoggerService, 'warn' | 'info'>,
  diagnostics: readonly Diagnostic[],
): void {
  for (const diagnostic of diagnostics) {
    const line = formatDiagnostic(diagnostic);
    switch (diagnostic.severity) {
      case 'info':
        logger.info(line);
        break;
      case 'warning':
        logger.warn(line);
        break;
      default:
    }
  }
}
