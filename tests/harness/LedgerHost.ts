import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { TestProcess } from './childProcess';
import { freePort } from './freePort';

/** Database section of the backend's configuration. */
export type DatabaseConfig = Readonly<Record<string, unknown>>;

export interface LedgerHostOptions {
  readonly database: DatabaseConfig;
  readonly services: number;
  readonly simulatedService: string;
  readonly seed: number;
  readonly history: string;
}

/** Starts, kills and restarts a backend on one database. */
export class LedgerHost {
  readonly #configFile: string;
  #process: TestProcess | undefined;

  static async create(options: LedgerHostOptions): Promise<LedgerHost> {
    const folder = await mkdtemp(join(tmpdir(), 'nthlayer-crash-'));
    const entities = join(folder, 'entities.yaml');
    await writeFile(entities, catalogOf(options));
    const config = join(folder, 'app-config.yaml');
    await writeFile(config, stringify(await configOf(options, entities)));
    // a backend reads the configuration schemas of all packages where it is started: here there are none
    await writeFile(join(folder, 'package.json'), '{"name":"ledger-host"}');
    return new LedgerHost(config, folder);
  }

  private constructor(configFile: string, readonly folder: string) {
    this.#configFile = configFile;
  }

  start(): void {
    this.#process = TestProcess.start(
      process.execPath,
      [
        '--require',
        resolve(__dirname, '../../scripts/sources.cjs'),
        join(__dirname, 'ledgerHostProcess.ts'),
        '--config',
        this.#configFile,
      ],
      {
        cwd: this.folder,
        env: { ...process.env, NODE_ENV: 'development' },
      },
    );
  }

  /** Throws with the host's output when it has ended by itself. */
  requireRunning(): void {
    if (!this.#process?.running) {
      throw new Error(`The ledger host ended:\n${this.#process?.output}`);
    }
  }

  get output(): string {
    return this.#process?.output ?? '';
  }

  async kill(): Promise<void> {
    await this.#process?.stop('SIGKILL');
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function catalogOf(options: LedgerHostOptions): string {
  const entities = Array.from({ length: options.services }, (_, i) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `twin-${i}`,
      annotations: {
        'nthlayer.dev/tier': 'critical',
        'nthlayer.dev/service': options.simulatedService,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'group:nobody' },
  }));
  return entities.map(entity => stringify(entity)).join('---\n');
}

async function configOf(options: LedgerHostOptions, entities: string) {
  const port = await freePort();
  return {
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: options.database,
    },
    catalog: {
      rules: [{ allow: ['Component'] }],
      locations: [{ type: 'file', target: entities }],
    },
    nthlayer: {
      history: options.history,
      retention: { minutes: '40 days' },
      dataSources: [
        {
          name: 'demo',
          type: 'simulator',
          seed: options.seed,
          environments: ['production'],
        },
      ],
    },
  };
}
