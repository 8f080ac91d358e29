import { Worker } from 'node:worker_threads';
import { badReply, PrometheusProblem } from '../prometheusProblem';
import { ParseReply, ParseRequest } from './messages';
import { ResultType } from './parseColumns';
import { RowColumns } from './RowColumns';

interface Pending {
  readonly resolve: (columns: RowColumns) => void;
  readonly reject: (error: unknown) => void;
}

/** Without loaders the source looks like a module without a type: where that fails, nobody needs to be warned. */
const QUIETLY = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';

/** By the package's own name, which leads to the source or to the built file, whichever is installed. */
function workerScript(): string {
  return require.resolve('@nthlayer/prometheus/replyWorker');
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

/** A thread that reads bodies one after the other. It does not keep the process alive while nothing is asked. */
export class ParseThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 0;
  #ended = false;

  /** Undefined where a thread cannot be had, e.g. because nothing in it can load TypeScript. */
  static async start(): Promise<ParseThread | undefined> {
    try {
      const worker = startWorker();
      const ready = await new Promise<boolean>(resolve => {
        worker.once('message', () => resolve(true));
        worker.once('error', () => resolve(false));
        worker.once('exit', () => resolve(false));
      });
      return ready ? new ParseThread(worker) : undefined;
    } catch {
      return undefined;
    }
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (reply: ParseReply) => this.#settle(reply));
    worker.on('error', () => this.#end());
    worker.on('exit', () => this.#end());
    worker.unref();
  }

  /** It reads nothing any more. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Takes the body over. */
  parse(
    body: Uint8Array<ArrayBuffer>,
    expected: ResultType,
  ): Promise<RowColumns> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.ref();
      const request: ParseRequest = { id, body, expected };
      this.#worker.postMessage(request, [body.buffer]);
    });
  }

  #settle(reply: ParseReply): void {
    if ('ready' in reply) {
      return;
    }
    const pending = this.#take(reply.id);
    if ('columns' in reply) {
      pending?.resolve(reply.columns);
    } else if ('problem' in reply) {
      const { code, message } = reply.problem;
      pending?.reject(new PrometheusProblem(code, message));
    } else {
      pending?.reject(new Error(reply.error));
    }
  }

  #end(): void {
    this.#ended = true;
    for (const id of [...this.#pending.keys()]) {
      this.#take(id)?.reject(badReply('The reply could not be read'));
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
