import { Worker } from 'node:worker_threads';
import { SpecReply, SpecRequest } from './messages';
import { Joined } from './parts';
import { SpecTask } from './specTasks';

interface Pending {
  readonly joined: Joined;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Without loaders the source looks like a module without a type: where that fails, nobody needs to be warned. */
const QUIETLY = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

/** By the package's own name, which leads to the source or to the built file, whichever is installed. */
function workerScript(): string {
  return require.resolve('@nthlayer/backstage-plugin-nthlayer-node/specWorker');
}

function startWorker(): Worker {
  const script = workerScript();
  try {
    return new Worker(script, { execArgv: [...process.execArgv, QUIETLY] });
  } catch {
    // what is of the whole process, as the size of its heap, may be inherited but not named
    return new Worker(script);
  }
}

/** A thread that does one task after the other. It does not keep the process alive while nothing is asked. */
export class SpecThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 0;
  #ended = false;

  /** Undefined where a thread cannot be had, e.g. because nothing in it can load TypeScript. */
  static async start(): Promise<SpecThread | undefined> {
    try {
      const worker = startWorker();
      const ready = await new Promise<boolean>(resolve => {
        worker.once('message', () => resolve(true));
        worker.once('error', () => resolve(false));
        worker.once('exit', () => resolve(false));
      });
      return ready ? new SpecThread(worker) : undefined;
    } catch {
      return undefined;
    }
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: SpecReply) => this.#settle(reply));
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

  /** Ends the thread, and with it whatever else waits for it, when the task is not done in time. */
  async run(
    task: SpecTask,
    input: unknown,
    timeoutMs: number,
  ): Promise<unknown> {
    const id = this.#nextId++;
    const timer = setTimeout(
      () => this.#stop(`The spec could not be read in ${timeoutMs} ms`),
      timeoutMs,
    );
    try {
      return await new Promise((resolve, reject) => {
        this.#pending.set(id, { joined: new Joined(), resolve, reject });
        this.#worker.ref();
        this.#ask({ id, task, input });
      });
    } finally {
      clearTimeout(timer);
      this.#take(id);
    }
  }

  #stop(reason: string): void {
    this.#end(reason);
    void this.#worker.terminate();
  }

  #settle(reply: SpecReply): void {
    if ('ready' in reply) {
      return;
    }
    const { id } = reply;
    if ('parts' in reply) {
      this.#pending.get(id)?.joined.add(reply.parts);
      this.#ask({ id, task: 'more' });
      return;
    }
    const pending = this.#take(id);
    if ('error' in reply) {
      pending?.reject(new Error(reply.error));
    } else {
      pending?.resolve(pending.joined.value);
    }
  }

  #ask(request: SpecRequest): void {
    this.#worker.postMessage(request);
  }

  #end(reason = 'The thread that reads specs has ended'): void {
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
