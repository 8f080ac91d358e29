import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  FoundService,
  generateFolders,
  GenerationSettings,
  placedOnService,
  sameFolder,
} from '@nthlayer/engine';
import { TargetFile } from '../workspace';

/** Files of some services, relative to the workspace, and what is to be said about their making. */
export interface GeneratedFiles {
  readonly files: readonly TargetFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that is generated for some services, under a folder. */
export function generatedFiles(
  services: readonly FoundService[],
  settings: GenerationSettings,
  folder: string,
): GeneratedFiles {
  const files: TargetFile[] = [];
  const diagnostics: Diagnostic[] = [];
  /** By folder in lower case: some file systems know no other. */
  const owners = new Map<string, FoundService>();
  const within = folder === '.' ? '' : `${folder}/`;
  for (const service of services) {
    const generated = generateFolders(service.spec, settings);
    diagnostics.push(...placedOnService(generated.diagnostics, service));
    for (const { path: name, files: made } of generated.folders) {
      const owner = owners.get(name.toLowerCase());
      if (owner !== undefined) {
        diagnostics.push(sameFolder(name, owner, service));
      }
      owners.set(name.toLowerCase(), service);
      files.push(
        ...made.map(({ path, content }) => ({
          // not joined: that would take `..` away before it is looked at
          path: `${within}${name}/${path}`,
          content,
        })),
      );
    }
  }
  return { files, diagnostics };
}
