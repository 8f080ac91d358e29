import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { GenerationSettings, sharedFolderNames } from '@nthlayer/engine';
import { sameFolder } from './findings';

/** Whose the shared files are. */
export const SHARED = 'the shared rules';

/** Which folder belongs to whom: no two services of a run are written to one. */
export class FolderNames {
  /** Entity refs by folder, in lower case: some file systems know no other. */
  readonly #owners = new Map<string, string>();

  static create(settings: GenerationSettings): FolderNames {
    return new FolderNames(settings);
  }

  private constructor(settings: GenerationSettings) {
    for (const name of sharedFolderNames(settings)) {
      this.#owners.set(name, SHARED);
    }
  }

  /** Gives a service its folder, or says who has it. */
  claim(name: string, entityRef: string): readonly Diagnostic[] {
    const key = name.toLowerCase();
    const owner = this.#owners.get(key);
    if (owner !== undefined) {
      return [sameFolder(name, entityRef, owner)];
    }
    this.#owners.set(key, entityRef);
    return [];
  }
}
