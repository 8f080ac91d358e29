import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TestProcess } from './childProcess';
import { freePort } from './freePort';
import { waitFor } from './waitFor';

const root = resolve(__dirname, '..', '..');

/** Where a running portal answers. */
export interface PortalAddress {
  /** Of the frontend. */
  readonly url: string;
  /** Of the backend's API. */
  readonly apiUrl: string;
}

export interface Portal extends PortalAddress {
  /** What both halves printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** How the README's command is to be varied. */
export interface StartCommand {
  readonly command: 'start' | 'start:prometheus';
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Starts the demo portal as the README says, on free ports and an empty database, with more configuration if given:
 * by key, as it would be set by `APP_CONFIG_…`.
 */
export async function startPortal(
  config: Record<string, unknown> = {},
  { command, args, env }: StartCommand = {
    command: 'start',
    args: [],
    env: {},
  },
): Promise<Portal> {
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-portal-'));
  const data = join(folder, 'data');
  await mkdir(data);
  const [port, backendPort] = [await freePort(), await freePort()];
  const settings = {
    backend_database_connection_directory: data,
    ...config,
  };
  const server = TestProcess.start(
    process.execPath,
    [
      join(root, 'scripts', 'run.mjs'),
      command,
      ...['--port', String(port), '--backend-port', String(backendPort)],
      ...args,
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'development',
        ...env,
        ...Object.fromEntries(
          Object.entries(settings).map(([key, value]) => [
            `APP_CONFIG_${key}`,
            JSON.stringify(value),
          ]),
        ),
      },
    },
  );
  const stop = async () => {
    await server.stop('SIGINT');
    await rm(folder, { recursive: true, force: true });
  };
  const apiUrl = `http://localhost:${backendPort}/api`;
  try {
    await waitFor(
      'the portal',
      () => {
        if (!server.running) {
          throw new Error('it ended');
        }
        return server.output.includes('NthLayer is ready') || undefined;
      },
      { timeoutMs: 240_000 },
    );
  } catch (error) {
    const { output } = server;
    await stop();
    throw new Error(`${error}\n${output}`);
  }
  return {
    url: `http://localhost:${port}`,
    apiUrl,
    stop,
    output: () => server.output,
  };
}

/** A guest's token. */
export async function signIn({ apiUrl }: PortalAddress): Promise<string> {
  const response = await fetch(`${apiUrl}/auth/guest/refresh`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  const body = (await response.json()) as {
    backstageIdentity: { token: string };
  };
  return body.backstageIdentity.token;
}
