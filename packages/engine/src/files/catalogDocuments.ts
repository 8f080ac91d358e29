import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { readDocuments, SourceDocument, SourceFile } from '../spec';
import { LIMITS } from '../spec/documents/limits';
import { splitDocuments } from './splitDocuments';

/** A document of a catalog file, or what is wrong with some of the file. */
export type CatalogDocument =
  | { readonly kind: 'document'; readonly document: SourceDocument }
  | { readonly kind: 'findings'; readonly diagnostics: readonly Diagnostic[] };

/** The documents of a catalog file; of a long one, one in memory at a time. */
export function* catalogDocuments(
  file: SourceFile,
): Generator<CatalogDocument> {
  for (const { text, linesBefore } of chunksOf(file.text)) {
    const { documents, diagnostics } = readDocuments({ path: file.path, text });
    yield {
      kind: 'findings',
      diagnostics: diagnostics.map(each => inFile(each, linesBefore)),
    };
    for (const document of documents) {
      yield {
        kind: 'document',
        document: {
          ...document,
          locate: (path, part) => {
            const position = document.locate(path, part);
            return position && shifted(position, linesBefore);
          },
        },
      };
    }
  }
}

/** What is too long is refused as a whole. */
function chunksOf(text: string) {
  return Buffer.byteLength(text, 'utf8') > LIMITS.catalogBytes
    ? [{ text, linesBefore: 0 }]
    : splitDocuments(text);
}

/** A finding with a position that counts from the beginning of the file. */
function inFile(diagnostic: Diagnostic, linesBefore: number): Diagnostic {
  const { position } = diagnostic;
  return position && linesBefore > 0
    ? { ...diagnostic, position: shifted(position, linesBefore) }
    : diagnostic;
}

function shifted(
  position: SourcePosition,
  linesBefore: number,
): SourcePosition {
  return { ...position, line: position.line + linesBefore };
}
