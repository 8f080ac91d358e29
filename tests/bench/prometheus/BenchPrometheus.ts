import { execFile } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { TestProcess } from '../../harness/childProcess';
import { freePort } from '../../harness/freePort';
import { findTool } from '../../harness/tools';
import { waitFor } from '../../harness/waitFor';
import { RangeSeries, Sample, StepRange } from './series';

const run = promisify(execFile);

/** Prometheus' limit of points a series in one reply. */
const MOST_POINTS = 11_000;

/** An answer, and how many samples the server read for it. */
export interface Answer {
  readonly samples: readonly Sample[];
  readonly samplesRead: number;
}

interface Reply<Result> {
  readonly status: string;
  readonly error?: string;
  readonly data: {
    readonly result: Result;
    readonly stats?: {
      readonly samples: { readonly totalQueryableSamples: number };
    };
  };
}

type Labels = Readonly<Record<string, string>>;
type VectorResult = readonly {
  readonly metric: Labels;
  readonly value: readonly [number, string];
}[];
type MatrixResult = readonly {
  readonly metric: Labels;
  readonly values: readonly (readonly [number, string])[];
}[];

function needTool(name: string): string {
  const path = findTool(name);
  if (path === undefined) {
    throw new Error(`${name} is not on PATH`);
  }
  return path;
}

/** A real Prometheus on loopback, in a folder of its own, whose history is filled block by block. */
export class BenchPrometheus {
  private server: TestProcess | undefined;
  private url = '';

  static async create(): Promise<BenchPrometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'nthlayer-compare-'));
    await writeFile(join(folder, 'prometheus.yml'), 'scrape_configs: []\n');
    const server = new BenchPrometheus(folder);
    process.once('exit', server.abandon);
    return server;
  }

  private constructor(readonly folder: string) {}

  get dataFolder(): string {
    return join(this.folder, 'data');
  }

  /** Where it answers while it runs. */
  get address(): string {
    return this.url;
  }

  /** Adds samples, as chunks of an OpenMetrics text without its end. The server is started anew to see them. */
  async add(chunks: Iterable<string>): Promise<void> {
    await this.stop();
    const file = join(this.folder, 'blocks.om');
    await pipeline(
      Readable.from(withEnd(chunks)),
      createWriteStream(file, { highWaterMark: 1 << 20 }),
    );
    await run(
      needTool('promtool'),
      [
        ...['tsdb', 'create-blocks-from', 'openmetrics', '--quiet'],
        ...['--max-block-duration=744h', file, this.dataFolder],
      ],
      { maxBuffer: 64 << 20 },
    );
    await rm(file);
    await this.start();
  }

  /** An instant query. */
  async query(expression: string, atMs: number): Promise<Answer> {
    const { result, stats } = await this.ask<VectorResult>('query', {
      query: expression,
      time: String(atMs / 1000),
      stats: 'all',
    });
    return {
      samples: result.map(({ metric, value }) => ({
        metric,
        value: Number(value[1]),
      })),
      samplesRead: stats?.samples.totalQueryableSamples ?? NaN,
    };
  }

  /** A range query, in parts that the server answers. */
  async queryRange(
    expression: string,
    { startMs, endMs, stepMs }: StepRange,
    points: number = MOST_POINTS,
  ): Promise<RangeSeries[]> {
    const found = new Map<string, RangeSeries>();
    for (let from = startMs; from <= endMs; from += points * stepMs) {
      const to = Math.min(endMs, from + (points - 1) * stepMs);
      const { result } = await this.ask<MatrixResult>('query_range', {
        query: expression,
        start: String(from / 1000),
        end: String(to / 1000),
        step: String(stepMs / 1000),
      });
      for (const { metric, values } of result) {
        const key = JSON.stringify(Object.entries(metric).sort());
        const series = found.get(key) ?? { metric, values: [] };
        for (const value of values) {
          series.values.push(value);
        }
        found.set(key, series);
      }
    }
    return [...found.values()];
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = undefined;
  }

  /** Stops it and removes its folder. */
  async close(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
    process.off('exit', this.abandon);
  }

  /** The same where nothing can be waited for any more. */
  private readonly abandon = (): void => {
    this.server?.stop('SIGKILL').catch(() => {});
    rmSync(this.folder, { recursive: true, force: true });
  };

  private async start(): Promise<void> {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.server = TestProcess.start(needTool('prometheus'), [
      `--config.file=${join(this.folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${this.dataFolder}`,
      '--storage.tsdb.retention.time=10y',
      '--query.max-samples=200000000',
      '--query.timeout=10m',
      `--web.listen-address=127.0.0.1:${port}`,
    ]);
    await waitFor(
      'Prometheus',
      async () =>
        (await fetch(`${this.url}/-/ready`)).status === 200 ? true : undefined,
      { timeoutMs: 120_000 },
    );
  }

  private async ask<Result>(
    path: string,
    parameters: Record<string, string>,
  ): Promise<Reply<Result>['data']> {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
    });
    const reply = (await response.json()) as Reply<Result>;
    if (reply.status !== 'success') {
      throw new Error(`${reply.error}: ${parameters.query}`);
    }
    return reply.data;
  }
}

function* withEnd(chunks: Iterable<string>): Generator<string> {
  yield* chunks;
  yield '# EOF\n';
}
