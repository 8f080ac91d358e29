import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './freePort';

const run = promisify(execFile);

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** `describe` where Prometheus is installed; CI has to have it, elsewhere the tests are skipped. */
export const describeWithPrometheus =
  process.env.CI || (isOnPath('prometheus') && isOnPath('promtool'))
    ? describe
    : describe.skip;

/** A real Prometheus on loopback with given samples, that a test stops and starts again. */
export class RestartablePrometheus {
  readonly url: string;
  readonly #folder: string;
  readonly #args: readonly string[];
  #process: ChildProcess | undefined;

  /** Not started yet. */
  static async create(
    openMetrics: Iterable<string>,
  ): Promise<RestartablePrometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'nthlayer-outage-'));
    const [text, data] = [join(folder, 'samples.om'), join(folder, 'data')];
    await writeFile(text, openMetrics);
    await run('promtool', [
      ...['tsdb', 'create-blocks-from', 'openmetrics'],
      ...['--max-block-duration=744h', text, data],
    ]);
    const config = join(folder, 'prometheus.yml');
    await writeFile(config, 'scrape_configs: []\n');
    const address = `127.0.0.1:${await freePort()}`;
    return new RestartablePrometheus(folder, address, [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=90d',
      `--web.listen-address=${address}`,
    ]);
  }

  private constructor(folder: string, address: string, args: string[]) {
    this.url = `http://${address}`;
    this.#folder = folder;
    this.#args = args;
  }

  async start(): Promise<void> {
    this.#process = spawn('prometheus', this.#args, { stdio: 'ignore' });
    for (let tries = 0; tries < 600; tries++) {
      const ready = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (ready?.ok) {
        return;
      }
      await wait(100);
    }
    throw new Error('Prometheus is not ready after a minute');
  }

  async stop(): Promise<void> {
    if (this.#process?.exitCode === null) {
      this.#process.kill();
      await once(this.#process, 'exit');
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
