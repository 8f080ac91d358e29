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
export type { DocumentsResult } from './documentsOf';
export { withPositions } from './withPositions';
