import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { generateFolders } from '../generateFolders';
import { GenerationSettings } from '../spec';
import { FoundService, placedOnService } from './foundService';
import { sameFolder } from './serviceFindings';

/**
 * What would be found if the files of some services were generated. `pause` is awaited between services, so that the
 * caller can let other work in.
 *
 * @public
 */
export async function checkServices(
  services: readonly FoundService[],
  settings: GenerationSettings,
  pause?: () => Promise<void>,
): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  /** By folder in lower case: some file systems know no other. */
  const owners = new Map<string, FoundService>();
  for (const service of services) {
    await pause?.();
    const generated = generateFolders(service.spec, settings);
    diagnostics.push(...placedOnService(generated.diagnostics, service));
    for (const { path } of generated.folders) {
      const folder = path.toLowerCase();
      const owner = owners.get(folder);
      if (owner !== undefined) {
        diagnostics.push(sameFolder(path, owner, service));
      }
      owners.set(folder, service);
    }
  }
  return diagnostics;
}
