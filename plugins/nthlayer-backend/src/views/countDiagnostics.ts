import {
  Diagnostic,
  Severity,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/** How many findings there are of each severity. */
export function countDiagnostics(
  diagnostics: readonly Diagnostic[],
): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  diagnostics.forEach(({ severity }) => {
    counts[severity] += 1;
  });
  return counts;
}
