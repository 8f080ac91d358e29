import { Entity } from '@backstage/catalog-model';
import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  CheckFilesOptions,
  GeneratedAssets,
  GenerateStackOptions,
  Generator,
  Neighbours,
  ReadFileBeside,
  readFilesBeside,
  readServiceSpec,
  runGenerators,
  SourceFile,
  SpecContext,
  SpecFile,
  SpecResult,
} from '@nthlayer/engine';
import { knownOf, NOBODY } from './AskedNeighbours';
import { TaskRunner } from '../tasks';
import { ENGINE_GENERATORS, CheckedFiles, specTasks } from './specTasks';

/** Smaller specs are read in a few milliseconds, sooner than they could be sent and their findings fetched. */
const LARGE = 8 * 1024;
/** Little text of which much is made: rules that repeat, and objects that become a hundred. */
const GROWING = /\brrule\b|\bopenslo\/v1alpha\b/;
/** Far more than the largest takes. */
const TIMEOUT_MS = 30_000;

/**
 * Reads, checks and generates as the engine does, on a thread of their own whatever takes longer: nothing else waits
 * for it.
 *
 * @public
 */
export class SpecReader {
  readonly #thread = TaskRunner.create({
    tasks: specTasks,
    // by the package's own name, which leads to the source or to the built file, whichever is installed
    script: () =>
      require.resolve('@nthlayer/backstage-plugin-nthlayer-node/specWorker'),
    timeoutMs: TIMEOUT_MS,
  });

  static create(): SpecReader {
    return new SpecReader();
  }

  private constructor() {}

  /** `readServiceSpec` of the engine. */
  async read(
    entity: Entity,
    context: SpecContext,
    file?: SpecFile,
    neighbours?: Neighbours,
  ): Promise<SpecResult> {
    if (!file || !('text' in file) || !takesLong(file)) {
      return readServiceSpec(entity, context, file, neighbours);
    }
    const input = { entity, context, file, known: NOBODY };
    const { result, asked } = await this.#thread.run('read', input);
    const known = knownOf(asked, neighbours);
    return known === undefined
      ? result
      : (await this.#thread.run('read', { ...input, known })).result;
  }

  /** `readFilesBeside` of the engine. */
  async readFilesBeside(
    file: SourceFile,
    environments: readonly string[],
    read: ReadFileBeside,
  ): Promise<SourceFile> {
    return readFilesBeside(file, environments, read, whole =>
      sizeOf(whole) < LARGE
        ? undefined
        : this.#thread.run('neededFiles', whole),
    );
  }

  /** `placeInCatalogFile` of the engine. Catalog files may be large. */
  async placeInCatalogFile(
    file: SourceFile,
    entityRef: string,
    diagnostics: readonly Diagnostic[],
  ): Promise<readonly Diagnostic[]> {
    return this.#thread.run('place', { file, entityRef, diagnostics });
  }

  /** `checkFiles` of the engine. Whatever their size: many services are made of little text. */
  async checkFiles(
    files: readonly SourceFile[],
    options: Omit<CheckFilesOptions, 'pause'>,
  ): Promise<CheckedFiles> {
    return this.#thread.run('check', { files, ...options });
  }

  /** `runGenerators` of the engine. Generators that are not the engine's cannot be sent and run here. */
  async runGenerators(
    spec: ServiceSpec,
    generators: readonly Generator[],
    options: GenerateStackOptions,
  ): Promise<readonly GeneratedAssets[]> {
    const { diagnostics, ...target } = options;
    const ours = generators.filter(each => ENGINE_GENERATORS.includes(each));
    const made = await this.#thread.run('generate', {
      spec,
      generators: ours.map(({ id }) => id),
      options: target,
    });
    return generators.flatMap(generator => {
      const at = ours.indexOf(generator);
      return at >= 0 ? made[at] : runGenerators(spec, [generator], target);
    });
  }
}

/** Whether a spec of some files is read on the other thread. */
function takesLong(file: SourceFile): boolean {
  return sizeOf(file) >= LARGE || GROWING.test(file.text);
}

/** Of a file and those beside it, in characters. */
function sizeOf({ text, beside }: SourceFile): number {
  return (beside?.files ?? []).reduce(
    (sum, file) => sum + ('text' in file ? file.text.length : 0),
    text.length,
  );
}
