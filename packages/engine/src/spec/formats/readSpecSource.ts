import { NearbyFiles } from '../beside/NearbyFiles';
import { DocumentsResult, SourceFile } from '../documents';
import { readSpecDocuments } from '../documents/readDocuments';
import { translateDocuments } from './translateDocuments';

/** The documents of a file that is a spec, in whatever format: ServiceSpecs, OpenSLO objects, and what is none of ours. */
export function readSpecSource(file: SourceFile): DocumentsResult {
  const { documents, diagnostics } = readSpecDocuments(file);
  const translated = translateDocuments(documents, NearbyFiles.of(file));
  return {
    documents: translated.documents,
    diagnostics: [...diagnostics, ...translated.diagnostics],
  };
}
