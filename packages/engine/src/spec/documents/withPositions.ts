import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { parsePath } from './propertyPath';
import { SourceDocument } from './sourceDocument';

/**
 * Findings on the value of a document, with the positions of what they name. Those that have one keep it.
 *
 * @public
 */
export function withPositions(
  diagnostics: readonly Diagnostic[],
  document: SourceDocument,
): readonly Diagnostic[] {
  return diagnostics.map(diagnostic => {
    if (diagnostic.position) {
      return diagnostic;
    }
    const path = parsePath(diagnostic.path);
    const position = path && document.locate(path);
    return position ? { ...diagnostic, position } : diagnostic;
  });
}
