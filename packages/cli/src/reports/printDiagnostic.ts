import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDiagnostic } from '@nthlayer/engine';
import { Paint } from '../terminal/paint';

const STYLES = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

/** A finding on a line of its own. */
export function printDiagnostic(diagnostic: Diagnostic, paint: Paint): string {
  const { severity, code } = diagnostic;
  const label = `${severity} ${code}`;
  const line = formatDiagnostic(diagnostic);
  return `${line.replace(label, () => paint(STYLES[severity], label))}\n`;
}
