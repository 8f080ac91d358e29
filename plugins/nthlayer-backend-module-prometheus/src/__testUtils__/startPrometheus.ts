import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

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

/** `describe` where VictoriaMetrics is installed, which not every system can be had for. */
export const describeWithVictoriaMetrics = isOnPath('victoria-metrics')
  ? describe
  : describe.skip;

/** `describe` where Prometheus is installed; CI has to have it, elsewhere the tests are skipped. */
export const describeWithPrometheus =
  process.env.CI || (isOnPath('prometheus') && isOnPath('promtool'))
    ? describe
    : describe.skip;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilReady(url: string, name: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const ready = await fetch(`${url}/-/healthy`).catch(() => undefined);
    if (ready?.ok) {
      return;
    }
    await wait(100);
  }
  throw new Error(`${name} is not ready after a minute`);
}

/** A server that tests ask, and its end. */
export interface RealServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a program that serves `url`; its folder goes with it. */
async function startServer(
  [program, ...args]: readonly [string, ...string[]],
  { url, folder }: { url: string; folder: string },
): Promise<RealServer> {
  const server = spawn(program, args, { stdio: 'ignore' });
  const stop = async () => {
    if (server.exitCode === null) {
      server.kill();
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, program);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** A real Prometheus on loopback that holds the samples of an OpenMetrics text and scrapes nothing. */
export async function startPrometheus(
  openMetrics: string,
): Promise<RealServer> {
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-prometheus-'));
  const text = join(folder, 'samples.om');
  const data = join(folder, 'data');
  const config = join(folder, 'prometheus.yml');
  await writeFile(text, openMetrics);
  await writeFile(config, 'scrape_configs: []\n');
  await run('promtool', [
    ...['tsdb', 'create-blocks-from', 'openmetrics'],
    ...['--max-block-duration=744h', text, data],
  ]);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return startServer(
    [
      'prometheus',
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=90d',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { url, folder },
  );
}

/** Its import wants milliseconds where OpenMetrics has seconds. */
function importText(openMetrics: string): string {
  return openMetrics
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line =>
      line.replace(
        / [\d.]+$/,
        seconds => ` ${Math.round(Number(seconds) * 1000)}`,
      ),
    )
    .join('\n');
}

/** The same with a real VictoriaMetrics. */
export async function startVictoriaMetrics(
  openMetrics: string,
): Promise<RealServer> {
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-victoriametrics-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await startServer(
    [
      'victoria-metrics',
      `-storageDataPath=${join(folder, 'data')}`,
      `-httpListenAddr=127.0.0.1:${port}`,
    ],
    { url, folder },
  );
  const imported = await fetch(`${url}/api/v1/import/prometheus`, {
    method: 'POST',
    body: importText(openMetrics),
  });
  const flushed = await fetch(`${url}/internal/force_flush`);
  if (!imported.ok || !flushed.ok) {
    await server.stop();
    throw new Error('VictoriaMetrics does not take the samples');
  }
  return server;
}
