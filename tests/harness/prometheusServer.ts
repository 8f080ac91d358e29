import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { TestProcess } from './childProcess';
import { freePort } from './freePort';
import { findTool } from './tools';
import { waitFor } from './waitFor';

const run = promisify(execFile);

/** A fifth of the work is collecting garbage otherwise. */
const RARELY_COLLECTING = { ...process.env, GOGC: '400' };

export interface PrometheusServer {
  readonly url: string;
  readonly folder: string;
  /** Result of an instant query. */
  query(expression: string, atMs?: number): Promise<PrometheusSample[]>;
  stop(): Promise<void>;
}

export interface PrometheusSample {
  readonly metric: Record<string, string>;
  readonly value: number;
}

/**
 * Starts a real Prometheus on loopback, on an empty folder or on blocks made from OpenMetrics text.
 */
export async function startPrometheus(options: {
  /** prometheus.yml; default scrapes nothing. */
  config?: string;
  /** Files beside prometheus.yml, by name. */
  files?: Record<string, string>;
  backfill?: Iterable<string>;
}): Promise<PrometheusServer> {
  const binary = findTool('prometheus');
  if (!binary) {
    throw new Error('prometheus is not on PATH');
  }
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-prometheus-'));
  const data = join(folder, 'data');
  if (options.backfill) {
    await createBlocks(options.backfill, folder, data);
  }
  for (const [name, content] of Object.entries(options.files ?? {})) {
    await writeFile(join(folder, name), content);
  }
  const config = join(folder, 'prometheus.yml');
  await writeFile(config, options.config ?? 'scrape_configs: []\n');

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = TestProcess.start(
    binary,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=90d',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { env: RARELY_COLLECTING },
  );
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitFor(
      'Prometheus',
      async () =>
        (await fetch(`${url}/-/ready`)).status === 200 ? true : undefined,
      { timeoutMs: 60_000 },
    );
  } catch (error) {
    const output = server.output;
    await stop();
    throw new Error(`${error}\n${output}`);
  }
  return {
    url,
    folder,
    stop,
    query: (expression, atMs) => instantQuery(url, expression, atMs),
  };
}

async function createBlocks(
  chunks: Iterable<string>,
  folder: string,
  data: string,
): Promise<void> {
  const promtool = findTool('promtool');
  if (!promtool) {
    throw new Error('promtool is not on PATH');
  }
  const file = join(folder, 'backfill.om');
  await pipeline(Readable.from(chunks), createWriteStream(file));
  // one pass over the file instead of one per two-hour block
  await run(
    promtool,
    [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      '--max-block-duration=744h',
      file,
      data,
    ],
    { maxBuffer: 64 * 1024 * 1024, env: RARELY_COLLECTING },
  );
  await rm(file);
}

async function instantQuery(
  url: string,
  expression: string,
  atMs?: number,
): Promise<PrometheusSample[]> {
  const body = new URLSearchParams({ query: expression });
  if (atMs !== undefined) {
    body.set('time', String(atMs / 1000));
  }
  const response = await fetch(`${url}/api/v1/query`, { method: 'POST', body });
  const reply = (await response.json()) as {
    status: string;
    error?: string;
    data: {
      result: { metric: Record<string, string>; value: [number, string] }[];
    };
  };
  if (reply.status !== 'success') {
    throw new Error(reply.error);
  }
  return reply.data.result.map(({ metric, value }) => ({
    metric,
    value: Number(value[1]),
  }));
}
