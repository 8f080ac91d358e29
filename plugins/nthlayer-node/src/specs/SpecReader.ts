import { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  CheckFilesOptions,
  Neighbours,
  ReadFileBeside,
  readFilesBeside,
  readServiceSpec,
  SourceFile,
  SpecContext,
  SpecFile,
  SpecResult,
} from '@nthlayer/engine';
import { knownOf, NOBODY } from './AskedNeighbours';
import { CheckedFiles, specTasks, SpecTask, SpecTasks } from './specTasks';
import { SpecThread } from './SpecThread';

/** Smaller specs are read in a few milliseconds, sooner than they could be sent and their findings fetched. */
const LARGE = 8 * 1024;
/** Far more than the largest takes. */
const TIMEOUT_MS = 30_000;
/** More callers than that are told to come again. */
const MOST_WAITING = 100;

type Input<T extends SpecTask> = Parameters<SpecTasks[T]>[0];
type Output<T extends SpecTask> = Awaited<ReturnType<SpecTasks[T]>>;

/**
 * Reads and checks specs as the engine does, large ones on a thread of their own, which is started when the first one
 * comes: nothing else waits while they are read.
 *
 * @public
 */
export class SpecReader {
  #thread: Promise<SpecThread | undefined> | undefined;

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
    const size = file && 'text' in file ? sizeOf(file) : 0;
    if (size < LARGE) {
      return readServiceSpec(entity, context, file, neighbours);
    }
    const input = { entity, context, file, known: NOBODY };
    const { result, asked } = await this.#run('read', input);
    const known = knownOf(asked, neighbours);
    return known === undefined
      ? result
      : (await this.#run('read', { ...input, known })).result;
  }

  /** `readFilesBeside` of the engine. */
  async readFilesBeside(
    file: SourceFile,
    environments: readonly string[],
    read: ReadFileBeside,
  ): Promise<SourceFile> {
    return readFilesBeside(file, environments, read, whole =>
      sizeOf(whole) < LARGE ? undefined : this.#run('neededFiles', whole),
    );
  }

  /** `checkFiles` of the engine. Whatever their size: many services are made of little text. */
  async checkFiles(
    files: readonly SourceFile[],
    options: CheckFilesOptions,
  ): Promise<CheckedFiles> {
    const { pause, ...rest } = options;
    const thread = await this.#getThread();
    return thread
      ? runOn(thread, 'check', { files, ...rest })
      : specTasks.check({ files, ...options });
  }

  async #run<T extends SpecTask>(task: T, input: Input<T>): Promise<Output<T>> {
    const thread = await this.#getThread();
    return thread
      ? runOn(thread, task, input)
      : (specTasks[task](input as never) as Output<T>);
  }

  async #getThread(): Promise<SpecThread | undefined> {
    this.#thread ??= SpecThread.start();
    const thread = await this.#thread;
    if (thread?.ended) {
      this.#thread = SpecThread.start();
    }
    return this.#thread;
  }
}

async function runOn<T extends SpecTask>(
  thread: SpecThread,
  task: T,
  input: Input<T>,
): Promise<Output<T>> {
  if (thread.length >= MOST_WAITING) {
    throw new ServiceUnavailableError(
      'Too many specs are being read; ask again in a moment',
    );
  }
  return thread.run(task, input, TIMEOUT_MS) as Promise<Output<T>>;
}

/** Of a file and those beside it, in characters. */
function sizeOf({ text, beside }: SourceFile): number {
  return (beside?.files ?? []).reduce(
    (sum, file) => sum + ('text' in file ? file.text.length : 0),
    text.length,
  );
}
