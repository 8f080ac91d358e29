import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/** A position in a part of a file as one in the whole. */
export function shifted(
  position: SourcePosition,
  linesBefore: number,
): SourcePosition {
  return { ...position, line: position.line + linesBefore };
}

/** A finding with a position that counts from the beginning of the file. */
export function shiftedDiagnostic(
  diagnostic: Diagnostic,
  linesBefore: number,
): Diagnostic {
  const { position } = diagnostic;
  return position && linesBefore > 0
    ? { ...diagnostic, position: shifted(position, linesBefore) }
    : diagnostic;
}
