import { Worker } from 'node:worker_threads';
import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import { CounterReader } from './CounterReader';
import { CounterRequest, WorkerReply, WorkerRequest } from './messages';

interface Pending {
  readonly resolve: (samples: CounterSamples[]) => void;
  readonly reject: (error: unknown) => void;
  readonly settle: () => void;
}

/** Without loaders the source looks like a module without a type: where that fails, nobody needs to be warned. */
const quietly = [
  ...process.execArgv,
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
];

/** Asks a worker thread, which answers one request after the other. */
export class WorkerCounterReader implements CounterReader {
  readonly mode = 'worker';
  private readonly pending = new Map<number, Pending>();
  private nextId = 0;
  private failure: Error | undefined;

  /** Undefined when a worker cannot be had, e.g. because nothing in it can load TypeScript. */
  static async start(script: string): Promise<WorkerCounterReader | undefined> {
    try {
      const worker = new Worker(script, { execArgv: quietly });
      const ready = await new Promise<boolean>(resolve => {
        worker.once('message', () => resolve(true));
        worker.once('error', () => resolve(false));
        worker.once('exit', () => resolve(false));
      });
      return ready ? new WorkerCounterReader(worker) : undefined;
    } catch {
      return undefined;
    }
  }

  private constructor(private readonly worker: Worker) {
    worker.on('message', (reply: WorkerReply) => this.settle(reply));
    worker.on('error', error => this.fail(error));
    worker.on('exit', () => this.fail(new Error('The worker has ended')));
    worker.unref();
  }

  async counters(
    request: CounterRequest,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<CounterSamples[]> {
    signal?.throwIfAborted();
    if (this.failure) {
      throw this.failure;
    }
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const abort = () => this.take(id)?.reject(signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      const settle = () => signal?.removeEventListener('abort', abort);
      this.pending.set(id, { resolve, reject, settle });
      this.worker.ref();
      const message: WorkerRequest = { ...request, id };
      this.worker.postMessage(message);
    });
  }

  /** What is still asked fails now, whether or not its answer is on the way; the process lives until the thread has ended. */
  async close(): Promise<void> {
    this.fail(new Error('The worker has ended'));
    this.worker.ref();
    await this.worker.terminate();
  }

  private settle(reply: WorkerReply): void {
    if ('ready' in reply) {
      return;
    }
    const pending = this.take(reply.id);
    if ('error' in reply) {
      pending?.reject(new Error(reply.error));
    } else {
      pending?.resolve(reply.samples);
    }
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const id of [...this.pending.keys()]) {
      this.take(id)?.reject(this.failure);
    }
  }

  /** The process may end while nothing is asked; an answer that comes after the end was asked for changes nothing. */
  private take(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    if (!pending) {
      return undefined;
    }
    pending.settle();
    this.pending.delete(id);
    if (this.pending.size === 0) {
      this.worker.unref();
    }
    return pending;
  }
}
