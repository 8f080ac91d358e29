import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  GenerationSettings,
  readDocuments,
  readSpecFile,
  SourceFile,
  SpecContext,
  SpecFile,
} from '../spec';
import { checkServices } from './checkServices';
import {
  readServiceFiles,
  ServiceFilesReader,
  ServiceFilesResult,
} from './readServiceFiles';

/**
 * What files are checked with.
 *
 * @public
 */
export interface CheckFilesOptions {
  readonly context: SpecContext;
  readonly settings: GenerationSettings;
  /** Most services that are generated; what comes after them is read only. */
  readonly most: number;
  /** Awaited between services, so that the caller can let other work in. */
  readonly pause?: () => Promise<void>;
}

/**
 * Everything there is to say about a set of files, as if they were the whole of a repository: a spec file that an entity
 * names must be one of them. Nothing else is read.
 *
 * @public
 */
export async function checkFiles(
  files: readonly SourceFile[],
  { context, settings, most, pause }: CheckFilesOptions,
): Promise<ServiceFilesResult> {
  const { services, diagnostics, beside } = await readServiceFiles(
    files,
    context,
    readerOf(files),
  );
  const foreign = files
    .filter(file => !beside.includes(file.path) && isForeign(file))
    .flatMap(file => refused(file, context));
  const found = await checkServices(services.slice(0, most), settings, pause);
  const cut = services.length > most;
  return {
    services,
    beside,
    diagnostics: [
      ...diagnostics,
      ...foreign,
      ...found,
      ...(cut
        ? [
            {
              severity: 'warning' as const,
              code: 'too-many-services',
              path: '',
              summary: `Only the first ${most} of ${services.length} services are checked whole.`,
              detail: 'Check the others apart from them.',
            },
          ]
        : []),
    ],
  };
}

/** Whoever names a file wants it read, whatever it is. */
function isForeign(file: SourceFile): boolean {
  const { documents, diagnostics } = readDocuments(file);
  return (
    diagnostics.length === 0 &&
    documents.every(({ format }) => format === 'unknown')
  );
}

function refused(
  file: SourceFile,
  context: SpecContext,
): readonly Diagnostic[] {
  return readSpecFile(file, context).flatMap(
    ({ result }) => result.diagnostics,
  );
}

/** What is named must be among the files. */
function readerOf(files: readonly SourceFile[]): ServiceFilesReader {
  const byPath = new Map(files.map(file => [file.path, file]));
  return {
    spec: path => byPath.get(path) ?? notAmong(path),
    beside: async path => byPath.get(path),
  };
}

function notAmong(path: string): SpecFile {
  return {
    path,
    problem: {
      severity: 'error',
      code: 'spec-file-unreadable',
      path: '',
      summary: `The spec file ${JSON.stringify(
        path,
      )} cannot be read: there is no such file.`,
      detail: 'Create it, or correct the annotation.',
    },
  };
}
