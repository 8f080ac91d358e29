import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { MatrixRow } from '../../sli';
import { findTool } from './findTool';

const run = promisify(execFile);

/** A fifth of the work is collecting garbage otherwise. */
const env = { ...process.env, GOGC: '400' };

export interface RealPrometheus {
  /** The server's own spelling of an expression, or why it refuses it. */
  format(expression: string): Promise<{ text?: string; error?: string }>;
  queryRange(
    expression: string,
    range: { startMs: number; endMs: number; stepMs: number },
  ): Promise<MatrixRow[]>;
  /** Where it listens. */
  readonly url: string;
  stop(): Promise<void>;
}

interface Matrix {
  readonly status: string;
  readonly error?: string;
  readonly data: {
    readonly result: readonly {
      readonly metric: Record<string, string>;
      readonly values: readonly (readonly [number, string])[];
    }[];
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A real server on loopback that holds the samples of an OpenMetrics text. */
export async function startPrometheus(
  openMetrics: string,
  flags: readonly string[] = [],
): Promise<RealPrometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-engine-'));
  const data = join(folder, 'data');
  await writeFile(join(folder, 'samples.om'), openMetrics);
  await writeFile(join(folder, 'prometheus.yml'), 'scrape_configs: []\n');
  await run(
    findTool('promtool') ?? '',
    [
      ...['tsdb', 'create-blocks-from', 'openmetrics'],
      '--max-block-duration=720h',
      join(folder, 'samples.om'),
      data,
    ],
    { env },
  );
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(
    findTool('prometheus') ?? '',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=50y',
      `--web.listen-address=127.0.0.1:${port}`,
      ...flags,
    ],
    { stdio: 'ignore', env },
  );
  for (let tries = 0; tries < 300; tries++) {
    const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
    if (ready?.ok) {
      break;
    }
    await delay(100);
  }
  return {
    url,
    format: expression => format(url, expression),
    queryRange: (expression, range) => queryRange(url, expression, range),
    async stop() {
      const exited = once(server, 'exit');
      server.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function format(
  url: string,
  expression: string,
): Promise<{ text?: string; error?: string }> {
  const response = await fetch(`${url}/api/v1/format_query`, {
    method: 'POST',
    body: new URLSearchParams({ query: expression }),
  });
  const { data, error } = (await response.json()) as {
    data?: string;
    error?: string;
  };
  return { text: data, error };
}

async function queryRange(
  url: string,
  expression: string,
  range: { startMs: number; endMs: number; stepMs: number },
): Promise<MatrixRow[]> {
  const response = await fetch(`${url}/api/v1/query_range`, {
    method: 'POST',
    body: new URLSearchParams({
      query: expression,
      start: String(range.startMs / 1000),
      end: String(range.endMs / 1000),
      step: String(range.stepMs / 1000),
    }),
  });
  const { status, error, data } = (await response.json()) as Matrix;
  if (status !== 'success') {
    throw new Error(`${error} in ${expression}`);
  }
  return data.result.map(({ metric, values }) => ({
    labels: metric,
    timesMs: values.map(([seconds]) => Math.round(seconds * 1000)),
    values: values.map(([, value]) => Number(value)),
  }));
}
