import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { readDocuments, SourceDocument, SourceFile } from '@nthlayer/engine';
import { splitDocuments } from '../input/splitDocuments';
import { shifted, shiftedDiagnostic } from './located';

/** A document of a catalog file, or what is wrong with some of the file. */
export type EntityReading =
  | { readonly kind: 'document'; readonly document: SourceDocument }
  | { readonly kind: 'findings'; readonly diagnostics: readonly Diagnostic[] };

/** The documents of a catalog file, a few in memory at a time. */
export function* readEntities(file: SourceFile): Generator<EntityReading> {
  for (const { text, linesBefore } of splitDocuments(file.text)) {
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
