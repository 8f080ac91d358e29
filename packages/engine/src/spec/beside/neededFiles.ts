import { SourceDocument, SourceFile } from '../documents';
import { readSpecDocuments } from '../documents/readDocuments';
import { translateDocuments } from '../formats/translateDocuments';
import { NearbyFiles } from './NearbyFiles';

/** Formats that may ask for other files, told from the text: what cannot ask need not be parsed. */
const MAY_ASK =
  /(?:^|[{,]|- )["']?service["']?[ \t]*:|^[ \t]*"service"[ \t]*:|\b(?:open)?srm(?:\.nthlayer\.io)?\//m;

/**
 * The files that a spec file asks for and that nobody has looked for: of each list, the first that is there. What was
 * found may ask for more; empty when there is nothing left to look for. It is told by reading the spec itself, so that
 * what is asked for is what is read.
 *
 * @public
 */
export function neededFiles(file: SourceFile): readonly (readonly string[])[] {
  return mayAsk(file) ? wantedBy(documentsOf(file), file) : [];
}

/** The same for a file whose documents were read already. */
export function wantedBy(
  documents: readonly SourceDocument[],
  file: SourceFile,
): readonly (readonly string[])[] {
  return asked(documents, file).wanted();
}

/**
 * Paths of the files beside a spec file that belong to it.
 *
 * @public
 */
export function filesRead(file: SourceFile): readonly string[] {
  return file.beside === undefined ? [] : asked(documentsOf(file), file).used();
}

/** Whether a file may ask for others at all. */
export function mayAsk({ text }: SourceFile): boolean {
  return MAY_ASK.test(text);
}

/** The documents of a spec file. */
export function documentsOf(file: SourceFile): readonly SourceDocument[] {
  return readSpecDocuments(file).documents;
}

function asked(
  documents: readonly SourceDocument[],
  file: SourceFile,
): NearbyFiles {
  const nearby = NearbyFiles.of(file);
  translateDocuments(documents, nearby);
  return nearby;
}
