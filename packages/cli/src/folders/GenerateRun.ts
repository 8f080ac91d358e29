import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  GeneratedFolder,
  generateFolders,
  GenerationSettings,
} from '@nthlayer/engine';
import { counted, Findings } from '../reports/Findings';
import { ServiceReading } from '../services/ServiceReading';
import { reasonOf } from '../input/reasonOf';
import { sameFolder, unwritable } from './findings';
import { OutputDirectory } from './OutputDirectory';
import { FolderPlan, planFolder } from './planFolder';

/** What a run writes with. */
export interface GenerateRunOptions {
  readonly directory: OutputDirectory;
  readonly settings: GenerationSettings;
  readonly findings: Findings;
  readonly force: boolean;
}

/** Generates and writes one service after the other. Keeps names only, so that thousands of services fit. */
export class GenerateRun {
  readonly #options: GenerateRunOptions;
  /** Entity refs by folder, in lower case: some file systems know no other. */
  readonly #folders = new Map<string, string>();
  #services = 0;
  #written = 0;
  #unchanged = 0;

  static create(options: GenerateRunOptions): GenerateRun {
    return new GenerateRun(options);
  }

  private constructor(options: GenerateRunOptions) {
    this.#options = options;
  }

  /** Services whose files are as they should be. */
  get services(): number {
    return this.#services;
  }

  /**
   * Writes the files of a service, all of them or none. Returns the findings on it; a service with errors is not
   * written.
   */
  add({ entityRef, result }: ServiceReading): readonly Diagnostic[] {
    if (result.kind === 'none') {
      return result.diagnostics;
    }
    const { settings, findings } = this.#options;
    const { folders, diagnostics } = generateFolders(
      result.spec,
      settings,
      result.diagnostics,
    );
    if (folders.length === 0 || findings.blocks(diagnostics)) {
      return diagnostics;
    }
    const name = result.spec.name.toLowerCase();
    const owner = this.#folders.get(name);
    if (owner !== undefined) {
      return [...diagnostics, sameFolder(result.spec.name, entityRef, owner)];
    }
    this.#folders.set(name, entityRef);
    return [...diagnostics, ...this.#write(entityRef, folders)];
  }

  #write(
    entityRef: string,
    folders: readonly GeneratedFolder[],
  ): readonly Diagnostic[] {
    const { findings } = this.#options;
    const plans = folders.map(folder => this.#plan(entityRef, folder));
    const planned = plans.flatMap(plan => plan.diagnostics);
    if (findings.blocks(planned)) {
      return planned;
    }
    const failed = plans.flatMap(plan => plan.write());
    if (failed.length === 0) {
      this.#services += 1;
      for (const { changed, unchanged } of plans) {
        this.#written += changed;
        this.#unchanged += unchanged;
      }
    }
    return [...planned, ...failed];
  }

  #plan(entityRef: string, folder: GeneratedFolder): FolderPlan {
    const { directory, force } = this.#options;
    try {
      return planFolder(directory, folder, { entityRef, force });
    } catch (error) {
      const diagnostics = [unwritable(folder.path, reasonOf(error))];
      return { changed: 0, unchanged: 0, diagnostics, write: () => [] };
    }
  }

  /** What was done, and how fast, e.g. `1,000 services in 4.1 s (244 a second): 0 files written, 4,000 unchanged`. */
  summary(lastedMs: number): string {
    const seconds = Math.max(lastedMs, 1) / 1000;
    const rate = Math.round(this.#services / seconds).toLocaleString('en');
    const speed = `in ${seconds.toFixed(1)} s (${rate} a second)`;
    return `${counted(this.#services, 'service')} ${speed}: ${counted(
      this.#written,
      'file',
    )} written, ${this.#unchanged.toLocaleString('en')} unchanged`;
  }
}
