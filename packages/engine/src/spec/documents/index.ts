export type {
  DocumentFormat,
  FileBeside,
  FilesBeside,
  PropertyPath,
  SourceDocument,
  SourceFile,
  SpecFile,
} from './sourceDocument';
export { readDocuments } from './readDocuments';
export type { DocumentsResult } from './readDocuments';
export { withPositions } from './withPositions';
