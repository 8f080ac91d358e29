import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { specPosition } from '@nthlayer/engine';
import { Reading } from '@nthlayer/engine';

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
    return { ...diagnostic, position: placeOf(reading) };
  });
}

/** Where the name of a service stands, else the beginning of its file. */
function placeOf(reading: Reading): SourcePosition {
  const start = { file: reading.file, line: 1, column: 1 };
  if (reading.kind === 'file') {
    return start;
  }
  const { document, result } = reading;
  return (
    document?.locate(['metadata', 'name']) ??
    (result.kind === 'spec' ? specPosition(result.spec, 'name') : undefined) ??
    start
  );
}
