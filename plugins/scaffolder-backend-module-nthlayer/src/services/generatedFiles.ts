import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { generateFolders, GenerationSettings } from '@nthlayer/engine';
import { TargetFile } from '../workspace';
import { FoundService } from './readServices';

/** Files of some services, relative to the workspace, and what is to be said about their making. */
export interface GeneratedFiles {
  readonly files: readonly TargetFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that is generated for some services, under a folder. */
export function generatedFiles(
  services: readonly FoundService[],
  settings: GenerationSettings,
  options: { readonly folder: string; readonly signal?: AbortSignal },
): GeneratedFiles {
  const files: TargetFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const owners = new Map<string, string>();
  const within = options.folder === '.' ? '' : `${options.folder}/`;
  for (const { spec, file } of services) {
    options.signal?.throwIfAborted();
    const generated = generateFolders(spec, settings);
    diagnostics.push(...generated.diagnostics);
    for (const folder of generated.folders) {
      const owner = owners.get(folder.path);
      if (owner !== undefined) {
        diagnostics.push(sameFolder(folder.path, owner, spec.entityRef, file));
      }
      owners.set(folder.path, spec.entityRef);
      files.push(
        ...folder.files.map(({ path, content }) => ({
          // not joined: that would take `..` away before it is looked at
          path: `${within}${folder.path}/${path}`,
          content,
        })),
      );
    }
  }
  return { files, diagnostics };
}

function sameFolder(
  folder: string,
  first: string,
  second: string,
  file: string,
): Diagnostic {
  return {
    severity: 'error',
    code: 'same-folder',
    path: 'metadata.name',
    summary: `${first} and ${second} would both be written to the folder ${folder}.`,
    detail: 'Generate them in two steps with a targetPath each.',
    position: { file, line: 1, column: 1 },
  };
}
