import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../spec/diagnostics';
import { SourceDocument, SourceFile } from '../spec/documents';
import { readSpecDocuments } from '../spec/documents/readDocuments';
import { fieldsOf } from '../spec/reading';
import { cursorOf, findingAt } from '../spec/specFile/cursor';
import { OPENSLO_API_VERSION } from './metadata';
import { OpenSloObject } from './openSloObject';
import { readDocument } from './readDocument';
import { OpenSloProfile } from './schema';

/**
 * The objects of a file, and what is wrong with it.
 *
 * @public
 */
export interface OpenSloParse {
  /** Those that break no rule of the profile, in the order of the file. */
  readonly objects: readonly OpenSloObject[];
  /** Each with its code, property path and position. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads OpenSLO from YAML or JSON: one object, a list, or several documents. Never throws; an object that breaks a rule
 * is left out with its findings.
 *
 * @public
 */
export function parseOpenSlo(
  file: SourceFile,
  { profile = 'lenient' }: { readonly profile?: OpenSloProfile } = {},
): OpenSloParse {
  const { documents, diagnostics } = readSpecDocuments(file);
  const read = documents.map(document =>
    document.format === 'openslo'
      ? readDocument(document, profile)
      : { diagnostics: [notOpenSlo(document)] },
  );
  return {
    objects: read.flatMap(({ entry }) =>
      entry?.valid ? [entry.value as OpenSloObject] : [],
    ),
    diagnostics: [
      ...diagnostics,
      ...read.flatMap(({ diagnostics: found }) => found),
    ],
  };
}

function notOpenSlo(document: SourceDocument): Diagnostic {
  const { apiVersion } = fieldsOf(document.value);
  return findingAt(cursorOf(document).child('apiVersion').place(), {
    severity: 'error',
    code: 'unknown-format',
    summary:
      apiVersion === undefined
        ? 'The document has no apiVersion.'
        : `${quote(apiVersion)} is not OpenSLO.`,
    detail: `The document is not read. Objects begin with apiVersion: ${OPENSLO_API_VERSION} and a kind.`,
  });
}
