import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import knexFactory, { Knex } from 'knex';
import { freePort } from './freePort';

const run = promisify(execFile);
const HOME = '/usr/lib/postgresql';

/** Where its programs are, newest first; undefined where it is not installed. */
function programs(): string | undefined {
  const versions = existsSync(HOME) ? readdirSync(HOME) : [];
  const folders = versions
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(HOME, version, 'bin'));
  return [...folders, ...(process.env.PATH ?? '').split(delimiter)].find(
    folder => existsSync(join(folder, 'initdb')),
  );
}

/** `describe` where PostgreSQL is installed; CI has to have it, elsewhere the tests are skipped. */
export const describeWithPostgres =
  process.env.CI || programs() ? describe : describe.skip;

/** PostgreSQL refuses to run as root: there it runs as nobody. */
async function user(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const idOf = async (flag: string) =>
    Number((await run('id', [flag, 'nobody'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** It tells in its log, which is read to the end: a server that nobody listens to would end. */
function untilReady(log: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    createInterface(log)
      .on('line', line => {
        if (line.includes('ready to accept connections')) {
          resolve();
        }
      })
      .on('close', () => reject(new Error('PostgreSQL has ended')));
  });
}

/** A PostgreSQL of a test's own on loopback, which the test stops in the midst of things and starts again. */
export class RestartablePostgres {
  readonly #folder: string;
  readonly #port: number;
  readonly #user: { uid?: number; gid?: number };
  readonly #pools: Knex[] = [];
  #process: ChildProcess | undefined;

  /** Running, and empty. */
  static async create(): Promise<RestartablePostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'nthlayer-restarts-'));
    const owner = await user();
    if (owner.uid !== undefined && owner.gid !== undefined) {
      chownSync(folder, owner.uid, owner.gid);
    }
    await run(
      join(programs()!, 'initdb'),
      [
        ...['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust'],
        ...['-E', 'UTF8', '--no-locale', '--no-sync'],
      ],
      { ...owner, cwd: '/' },
    );
    const server = new RestartablePostgres(folder, await freePort(), owner);
    await server.start();
    return server;
  }

  private constructor(
    folder: string,
    port: number,
    owner: { uid?: number; gid?: number },
  ) {
    this.#folder = folder;
    this.#port = port;
    this.#user = owner;
  }

  /** A pool of connections, which the server's end breaks and which finds the next one. */
  connect(): Knex {
    const knex = knexFactory({
      client: 'pg',
      connection: {
        ...{ host: '127.0.0.1', port: this.#port },
        ...{ user: 'postgres', database: 'postgres' },
      },
      pool: { min: 0, max: 4 },
      acquireConnectionTimeout: 5_000,
      log: { debug() {}, deprecate() {}, error() {}, warn() {} },
    });
    this.#pools.push(knex);
    return knex;
  }

  async start(): Promise<void> {
    const data = join(this.#folder, 'data');
    const server = spawn(
      join(programs()!, 'postgres'),
      [
        ...['-D', data, '-k', this.#folder, '-h', '127.0.0.1'],
        // the machine goes on: what it has been given to write is there
        ...['-p', String(this.#port), '-c', 'fsync=off'],
      ],
      { ...this.#user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = server;
    await untilReady(server.stderr);
  }

  /** Ends at once, as when it is killed: what is not committed is lost, and no connection is told. */
  async kill(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server && server.exitCode === null) {
      const ended = once(server, 'exit');
      // its "immediate shutdown", which ends its children too
      server.kill('SIGQUIT');
      await ended;
    }
  }

  async remove(): Promise<void> {
    await Promise.all(this.#pools.map(pool => pool.destroy()));
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
