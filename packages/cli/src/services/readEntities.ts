import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { readDocuments, SourceDocument, SourceFile } from '@nthlayer/engine';
import { isCut } from '../input/readText';
import { splitDocuments } from '../input/splitDocuments';
import { shifted, shiftedDiagnostic } from './located';

/** A document of a catalog file, or what is wrong with some of the file. */
export type EntityReading =
  | { readonly kind: 'document'; readonly document: SourceDocument }
  | { readonly kind: 'findings'; readonly diagnostics: readonly Diagnostic[] };

/** The documents of a catalog file; of a long one, one in memory at a time. */
export function* readEntities(file: SourceFile): Generator<EntityReading> {
  const chunks = isCut(file.text)
    ? [{ text: file.text, linesBefore: 0 }]
    : splitDocuments(file.text);
  for (const { text, linesBefore } of chunks) {
    const { documents, diagnostics } = readDocuments({ path: file.path, text });
    yield {
      kind: 'findings',
      diagnostics: diagnostics.map(each =>
        shiftedDiagnostic(each, linesBefore),
      ),
    };
    for (const document of documents) {
      yield { kind: 'document', document: inFile(document, linesBefore) };
    }
  }
}

function inFile(document: SourceDocument, linesBefore: number): SourceDocument {
  return {
    ...document,
    locate: (path, part) => {
      const position = document.locate(path, part);
      return position && shifted(position, linesBefore);
    },
  };
}
