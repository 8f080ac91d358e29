import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './markdown';

/** What a command did. */
export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
}

/** What the commands of the pages read. */
const READ = ['examples', 'tests/formats'];

/** A folder that looks like the repository to a reader's commands: a copy of what they read, and nothing to break. */
export class Sandbox {
  readonly folder: string;
  readonly #nthlayer: string;

  /** With the program that `nthlayer` is. */
  static async create(nthlayer: string): Promise<Sandbox> {
    const folder = await mkdtemp(join(tmpdir(), 'nthlayer-docs-'));
    for (const name of READ) {
      await cp(join(ROOT, name), join(folder, name), { recursive: true });
    }
    return new Sandbox(folder, nthlayer);
  }

  private constructor(folder: string, nthlayer: string) {
    this.folder = folder;
    this.#nthlayer = nthlayer;
  }

  /** Runs a command line as a shell does. */
  run(line: string): Promise<Outcome> {
    const nthlayer = `"${process.execPath}" "${this.#nthlayer}"`;
    const script = `nthlayer() { ${nthlayer} "$@"; }\n${line}`;
    return new Promise(resolve => {
      const child = execFile(
        '/bin/sh',
        ['-c', script],
        { cwd: this.folder, timeout: 60_000 },
        (_, stdout, stderr) =>
          resolve({
            exitCode: child.exitCode ?? 1,
            output: `${stdout}${stderr}`,
          }),
      );
    });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
