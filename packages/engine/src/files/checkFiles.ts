import { GenerationSettings, SourceFile, SpecContext } from '../spec';
import { checkServices } from './checkServices';
import { readServiceFiles, ServiceFilesResult } from './readServiceFiles';

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
  const byPath = new Map(files.map(file => [file.path, file]));
  const { services, diagnostics } = await readServiceFiles(files, {
    context,
    reader: { read: async path => byPath.get(path) },
    // whoever names a file wants it read
    isNamed: () => true,
  });
  const found = await checkServices(services.slice(0, most), settings, pause);
  const cut = services.length > most;
  return {
    services,
    diagnostics: [
      ...diagnostics,
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
