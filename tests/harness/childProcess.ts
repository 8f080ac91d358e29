import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/**
 * A server started by a test: its output is kept for the failure report, and it is stopped by its process id.
 */
export class TestProcess {
  readonly #child: ChildProcess;
  readonly #output: string[] = [];

  static start(
    command: string,
    args: string[],
    options: SpawnOptions = {},
  ): TestProcess {
    return new TestProcess(
      spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => this.#output.push(String(chunk)));
    }
  }

  get output(): string {
    return this.#output.join('');
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.running) {
      const exited = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exited;
    }
  }
}
