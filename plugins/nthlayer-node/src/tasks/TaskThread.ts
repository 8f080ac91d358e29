import { Worker } from 'node:worker_threads';
import { deserializeError } from '@backstage/errors';
import { TaskReply, TaskRequest } from './messages';
import { Joined } from './parts';

interface Pending {
  readonly joined: Joined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Without loaders the source looks like a module without a type: where that fails, nobody needs to be warned. */
const QUIETLY = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

function startWorker(script: string): Worker {
  try {
    return new Worker(script, { execArgv: [...process.execArgv, QUIETLY] });
  } catch {
    // what is of the whole process, as the size of its heap, may be inherited but not named
    return new Worker(script);
  }
}

/** A thread that does one task after the other. It does not keep the process alive while nothing is asked. */
export class TaskThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 0;
  #ended = false;

  /** Undefined where a thread cannot be had, e.g. because nothing in it can load TypeScript. */
  static async start(script: () => string): Promise<TaskThread | undefined> {
    try {
      const worker = startWorker(script());
      const ready = await new Promise<boolean>(resolve => {
        worker.once('message', () => resolve(true));
        worker.once('error', () => resolve(false));
        worker.once('exit', () => resolve(false));
      });
      return ready ? new TaskThread(worker) : undefined;
    } catch {
      return undefined;
    }
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: TaskReply) => this.#settle(reply));
    worker.on('error', () => this.#end());
    worker.on('exit', () => this.#end());
    worker.unref();
  }

  /** It does nothing any more. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Tasks that are not done yet. */
  get length(): number {
    return this.#pending.size;
  }

  /**
   * Ends the thread, and with it whatever else waits for it, when the task is not done in time. What nobody waits for
   * any more is done all the same.
   */
  async run(
    task: string,
    input: unknown,
    { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
  ): Promise<unknown> {
    const id = this.#nextId++;
    const timer = setTimeout(
      () => this.#stop(`The task ${task} was not done in ${timeoutMs} ms`),
      timeoutMs,
    );
    const forget = () => this.#take(id)?.reject(signal?.reason);
    signal?.addEventListener('abort', forget);
    try {
      return await new Promise((resolve, reject) => {
        this.#pending.set(id, { joined: new Joined(), resolve, reject });
        this.#worker.ref();
        this.#ask({ id, task, input });
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', forget);
      this.#take(id);
    }
  }

  #stop(reason: string): void {
    this.#end(reason);
    void this.#worker.terminate();
  }

  #settle(reply: TaskReply): void {
    if ('ready' in reply) {
      return;
    }
    const { id } = reply;
    if ('parts' in reply) {
      this.#pending.get(id)?.joined.add(reply.parts);
      this.#ask({ id, more: true });
      return;
    }
    const pending = this.#take(id);
    if ('error' in reply) {
      pending?.reject(deserializeError(reply.error));
    } else {
      pending?.resolve(pending.joined.value);
    }
  }

  #ask(request: TaskRequest): void {
    this.#worker.postMessage(request);
  }

  #end(reason = 'The thread has ended'): void {
    this.#ended = true;
    for (const id of [...this.#pending.keys()]) {
      this.#take(id)?.reject(new Error(reason));
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) {
      this.#worker.unref();
    }
    return pending;
  }
}
