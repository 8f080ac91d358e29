import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  generateFolders,
  generateSharedFolders,
  GenerationSettings,
  SharedFolder,
  sharedFolderNames,
  SloStack,
} from '@nthlayer/engine';
import { counted, Findings } from '../reports/Findings';
import { ServiceReading } from '@nthlayer/engine';
import { reasonOf } from '../input/reasonOf';
import { sharedRulesKept, unwritable } from './findings';
import { FolderNames, SHARED } from './FolderNames';
import { LeftOvers } from './LeftOvers';
import { OutputDirectory } from './OutputDirectory';
import { FolderPlan, planFolder } from './planFolder';

/** What a run writes with. */
export interface GenerateRunOptions {
  readonly directory: OutputDirectory;
  readonly settings: GenerationSettings;
  readonly findings: Findings;
  readonly force: boolean;
}

/**
 * Generates and writes one service after the other. Keeps names only, so that thousands of services fit; rules that
 * services share need their SLOs, too.
 */
export class GenerateRun {
  readonly #options: GenerateRunOptions;
  readonly #names: FolderNames;
  readonly #leftOvers = LeftOvers.create();
  readonly #stacks: SloStack[] = [];
  /** What was said about services, so that their shared rules do not say it again. */
  readonly #told = new Set<string>();
  #services = 0;
  #written = 0;
  #unchanged = 0;

  static create(options: GenerateRunOptions): GenerateRun {
    return new GenerateRun(options);
  }

  private constructor(options: GenerateRunOptions) {
    this.#options = options;
    this.#names = FolderNames.create(options.settings);
    this.#leftOvers.settleShared(options.settings.layout !== 'shared');
  }

  /** Services whose files are as they should be. */
  get services(): number {
    return this.#services;
  }

  /**
   * Writes the files of a service, all of them or none. Returns the findings on it; a service with errors is not
   * written.
   */
  add(reading: ServiceReading): readonly Diagnostic[] {
    const { entityRef, result } = reading;
    const diagnostics = this.#add(reading);
    const blocked = this.#options.findings.blocks(diagnostics);
    this.#leftOvers.settle(entityRef, result, blocked);
    return diagnostics;
  }

  #add({ entityRef, result }: ServiceReading): readonly Diagnostic[] {
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
    const taken = this.#names.claim(result.spec.name, entityRef);
    if (taken.length > 0) {
      return [...diagnostics, ...taken];
    }
    if (settings.layout === 'shared') {
      const { spec } = result;
      this.#stacks.push(
        ...folders.map(({ environment, slos }) => ({
          spec,
          environment,
          slos,
        })),
      );
      diagnostics.forEach(each => this.#told.add(told(each)));
    }
    const { diagnostics: refused, written } = this.#write(entityRef, folders);
    this.#services += Number(written);
    return [...diagnostics, ...refused];
  }

  /**
   * Writes the rules that all services share, once all of them are added; nothing unless that is the layout. After
   * findings that make the run fail, what stands there stays.
   */
  addShared(): readonly Diagnostic[] {
    const { settings, findings } = this.#options;
    if (this.#stacks.length === 0) {
      return [];
    }
    const names = sharedFolderNames(settings).join(', ');
    if (findings.failed) {
      return [sharedRulesKept(names)];
    }
    const shared = generateSharedFolders(this.#stacks, settings);
    const diagnostics = shared.diagnostics.filter(
      each => !this.#told.has(told(each)),
    );
    if (findings.blocks(diagnostics)) {
      return [...diagnostics, sharedRulesKept(names)];
    }
    const { diagnostics: refused, written } = this.#write(
      SHARED,
      shared.folders,
    );
    this.#leftOvers.settleShared(written);
    return [...diagnostics, ...refused];
  }

  /**
   * What earlier runs generated and this one, after all is added, did not. `whole` tells that the caller named folders,
   * so that services may be gone.
   */
  leftOvers(whole: boolean): readonly Diagnostic[] {
    const { directory, findings } = this.#options;
    return this.#leftOvers.find(directory, whole && !findings.failed);
  }

  #write(
    entityRef: string,
    folders: readonly SharedFolder[],
  ): {
    readonly written: boolean;
    readonly diagnostics: readonly Diagnostic[];
  } {
    const { directory, findings } = this.#options;
    const plans = folders.map(folder => this.#plan(entityRef, folder));
    const planned = plans.flatMap(plan => plan.diagnostics);
    if (findings.blocks(planned)) {
      return { written: false, diagnostics: planned };
    }
    directory.make();
    const failed = plans.flatMap(plan => plan.write());
    if (failed.length === 0) {
      for (const { changed, unchanged } of plans) {
        this.#written += changed;
        this.#unchanged += unchanged;
      }
    }
    return {
      written: failed.length === 0,
      diagnostics: [...planned, ...failed],
    };
  }

  #plan(entityRef: string, folder: SharedFolder): FolderPlan {
    const { directory, force } = this.#options;
    this.#leftOvers.plan(folder.path);
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

function told({ code, summary }: Diagnostic): string {
  return `${code} ${summary}`;
}
