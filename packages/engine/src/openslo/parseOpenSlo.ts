import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../spec/diagnostics';
import { SourceDocument, SourceFile } from '../spec/documents';
import { readSpecDocuments } from '../spec/documents/readDocuments';
import { fieldsOf } from '../spec/reading';
import { cursorOf, findingAt } from '../spec/specFile/cursor';
import { OPENSLO_API_VERSION } from './metadata';
import { OpenSloObject } from './openSloObject';
import { indexObjects } from './objectIndex';
import { isValid } from './readDocument';
import { findingsOn } from './references';
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
 * Reads OpenSLO from YAML or JSON: one object, a list, or several documents, of one file or of several that refer to
 * each other. Never throws; an object that breaks a rule is left out with its findings.
 *
 * @public
 */
export function parseOpenSlo(
  files: SourceFile | readonly SourceFile[],
  { profile = 'lenient' }: { readonly profile?: OpenSloProfile } = {},
): OpenSloParse {
  const read = [files].flat().map(readSpecDocuments);
  const documents = read.flatMap(each => each.documents);
  const isOpenSlo = ({ format }: SourceDocument) => format === 'openslo';
  const index = indexObjects(documents.filter(isOpenSlo), profile);
  return {
    objects: index.entries
      .filter(isValid)
      .map(({ value }) => value as OpenSloObject),
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...documents.filter(each => !isOpenSlo(each)).map(notOpenSlo),
      ...index.diagnostics,
      ...[...index.entries, ...index.again].flatMap(entry =>
        findingsOn(entry, index),
      ),
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
