import { stringifyEntityRef } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceFile, withPositions } from '../spec';
import { catalogDocuments } from './catalogDocuments';
import { isEntity } from './readCatalogFile';

/**
 * Findings on an entity with the positions that they have in its catalog file; without, where the file does not have
 * the entity.
 *
 * @public
 */
export function placeInCatalogFile(
  file: SourceFile,
  entityRef: string,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  for (const found of catalogDocuments(file)) {
    if (
      found.kind === 'document' &&
      isEntity(found.document) &&
      isNamed(found.document.value, entityRef)
    ) {
      return withPositions(diagnostics, found.document);
    }
  }
  return diagnostics;
}

function isNamed(
  entity: Parameters<typeof stringifyEntityRef>[0],
  entityRef: string,
): boolean {
  try {
    return stringifyEntityRef(entity) === entityRef;
  } catch {
    return false;
  }
}
