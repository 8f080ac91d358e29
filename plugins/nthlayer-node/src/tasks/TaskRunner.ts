import { ServiceUnavailableError } from '@backstage/errors';
import { TaskInput, TaskName, TaskOutput, Tasks } from './Tasks';
import { TaskThread } from './TaskThread';

/** More callers than that are told to come again. */
const MOST_WAITING = 100;

/**
 * What a runner works with.
 *
 * @public
 */
export interface TaskRunnerOptions<T extends Tasks> {
  readonly tasks: T;
  /** Path of the file that serves the same tasks in a thread. */
  readonly script: () => string;
  /** Far more than the longest takes: the thread is ended, and with it what else waits for it. */
  readonly timeoutMs: number;
}

/**
 * Does tasks on a thread of their own, one after the other, so that nothing else waits for them. The thread is started
 * when the first one comes; where none can be had, tasks are done here.
 *
 * @public
 */
export class TaskRunner<T extends Tasks> {
  readonly #options: TaskRunnerOptions<T>;
  #thread: Promise<TaskThread | undefined> | undefined;

  static create<T extends Tasks>(options: TaskRunnerOptions<T>): TaskRunner<T> {
    return new TaskRunner(options);
  }

  private constructor(options: TaskRunnerOptions<T>) {
    this.#options = options;
  }

  /**
   * Once the signal is aborted nobody waits any more.
   *
   * @throws what the task throws; `ServiceUnavailableError` where too many wait already; the signal's reason
   */
  async run<N extends TaskName<T>>(
    task: N,
    input: TaskInput<T, N>,
    signal?: AbortSignal,
  ): Promise<TaskOutput<T, N>> {
    signal?.throwIfAborted();
    const output = await this.#run(task, input, signal);
    signal?.throwIfAborted();
    return output as TaskOutput<T, N>;
  }

  async #run(
    task: TaskName<T>,
    input: unknown,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const { tasks, timeoutMs } = this.#options;
    const thread = await this.#getThread();
    if (!thread) {
      return tasks[task](input as never);
    }
    if (thread.length >= MOST_WAITING) {
      throw new ServiceUnavailableError(
        'Too much is waiting to be worked on; ask again in a moment',
      );
    }
    return thread.run(task, input, { timeoutMs, signal });
  }

  async #getThread(): Promise<TaskThread | undefined> {
    this.#thread ??= this.#start();
    const thread = await this.#thread;
    if (thread?.ended) {
      this.#thread = this.#start();
    }
    return this.#thread;
  }

  #start(): Promise<TaskThread | undefined> {
    return TaskThread.start(this.#options.script);
  }
}
