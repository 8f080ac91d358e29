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
import { ServiceReading } from '../services/ServiceReading';
import { reasonOf } from '../input/reasonOf';
import { sameFolder, sharedRulesKept, unwritable } from './findings';
import { OutputDirectory } from './OutputDirectory';
import { FolderPlan, planFolder } from './planFolder';

/** What a run writes with. */
export interface GenerateRunOptions {
  readonly directory: OutputDirectory;
  readonly settings: GenerationSettings;
  readonly findings: Findings;
  readonly force: boolean;
}

/** Whose the shared files are. */
const SHARED = 'the shared rules';

/**
 * Generates and writes one service after the other. Keeps names only, so that thousands of services fit; rules that
 * services share need their SLOs, too.
 */
export class GenerateRun {
  readonly #options: GenerateRunOptions;
  /** Entity refs by folder, in lower case: some file systems know no other. */
  readonly #folders = new Map<string, string>();
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
    for (const name of sharedFolderNames(options.settings)) {
      this.#folders.set(name, SHARED);
    }
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
    return findings.blocks(diagnostics)
      ? [...diagnostics, sharedRulesKept(names)]
      : [...diagnostics, ...this.#write(SHARED, shared.folders).diagnostics];
  }

  #write(
    entityRef: string,
    folders: readonly SharedFolder[],
  ): {
    readonly written: boolean;
    readonly diagnostics: readonly Diagnostic[];
  } {
    const { findings } = this.#options;
    const plans = folders.map(folder => this.#plan(entityRef, folder));
    const planned = plans.flatMap(plan => plan.diagnostics);
    if (findings.blocks(planned)) {
      return { written: false, diagnostics: planned };
    }
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
