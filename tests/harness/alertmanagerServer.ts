import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestProcess } from './childProcess';
import { freePort } from './freePort';
import { findTool } from './tools';
import { waitFor } from './waitFor';

/** Debian's name of the program. */
export const ALERTMANAGER = 'prometheus-alertmanager';

/** An alert as Prometheus posts it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** RFC 3339; an alert that has ended is resolved. */
  readonly endsAt?: string;
}

export interface AlertmanagerServer {
  readonly url: string;
  post(alerts: readonly PostedAlert[]): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a real Alertmanager on loopback, alone.
 */
export async function startAlertmanager(options: {
  /** alertmanager.yml for the folder that its files are in. */
  config: (folder: string) => string;
  /** Files beside it, by name. */
  files?: Readonly<Record<string, string>>;
}): Promise<AlertmanagerServer> {
  const binary = findTool(ALERTMANAGER);
  if (!binary) {
    throw new Error(`${ALERTMANAGER} is not on PATH`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-alertmanager-'));
  for (const [name, content] of Object.entries(options.files ?? {})) {
    await writeFile(join(folder, name), content);
  }
  const config = join(folder, 'alertmanager.yml');
  await writeFile(config, options.config(folder));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = TestProcess.start(binary, [
    `--config.file=${config}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ]);
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitFor(
      'Alertmanager',
      async () => {
        if (!server.running) {
          throw new Error('It has ended');
        }
        return (await fetch(`${url}/-/ready`)).ok || undefined;
      },
      { timeoutMs: 20_000, intervalMs: 100 },
    );
  } catch (error) {
    const { output } = server;
    await stop();
    throw new Error(`${error}\n${output}`);
  }
  return { url, stop, post: alerts => postAlerts(url, alerts) };
}

async function postAlerts(
  url: string,
  alerts: readonly PostedAlert[],
): Promise<void> {
  const response = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts),
  });
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
}
