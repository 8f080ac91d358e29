import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Reading } from './ServiceReading';

/** Findings with a position, if only that of the service or file that they are about. */
export function placed(
  diagnostics: readonly Diagnostic[],
  reading: Reading,
): readonly Diagnostic[] {
  const { file } = reading;
  return diagnostics.map(diagnostic => {
    const { position } = diagnostic;
    if (position) {
      return position.file === undefined
        ? { ...diagnostic, position: { ...position, file } }
        : diagnostic;
    }
    const document = reading.kind === 'service' ? reading.document : undefined;
    const start = { file, line: 1, column: 1 };
    return {
      ...diagnostic,
      position: document?.locate(['metadata', 'name']) ?? start,
    };
  });
}
