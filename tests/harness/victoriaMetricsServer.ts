import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RangeSeries, StepRange } from '../bench/prometheus/series';
import { TestProcess } from './childProcess';
import { freePort } from './freePort';
import { waitFor } from './waitFor';

/** A real VictoriaMetrics on loopback. */
export interface VictoriaMetricsServer {
  /** Takes samples in OpenMetrics text and shows them at once. */
  add(texts: Iterable<string>): Promise<void>;
  queryRange(expression: string, range: StepRange): Promise<RangeSeries[]>;
  stop(): Promise<void>;
}

/** Its own import counts milliseconds. */
function importText(openMetrics: string): string {
  return openMetrics.replace(
    / ([\d.]+)$/gm,
    (_, seconds) => ` ${Math.round(Number(seconds) * 1000)}`,
  );
}

async function ask(
  url: string,
  expression: string,
  { startMs, endMs, stepMs }: StepRange,
): Promise<RangeSeries[]> {
  const response = await fetch(`${url}/api/v1/query_range`, {
    method: 'POST',
    body: new URLSearchParams({
      query: expression,
      start: String(startMs / 1000),
      end: String(endMs / 1000),
      step: String(stepMs / 1000),
      nocache: '1',
    }),
  });
  if (!response.ok) {
    throw new Error(`${await response.text()} in ${expression}`);
  }
  const { data } = (await response.json()) as {
    data: { result: RangeSeries[] };
  };
  return data.result;
}

export async function startVictoriaMetrics(): Promise<VictoriaMetricsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'nthlayer-victoriametrics-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = TestProcess.start('victoria-metrics', [
    `-storageDataPath=${join(folder, 'data')}`,
    `-httpListenAddr=127.0.0.1:${port}`,
    '-retentionPeriod=100y',
  ]);
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await waitFor(
      'VictoriaMetrics',
      async () => ((await fetch(`${url}/-/healthy`)).ok ? true : undefined),
      { timeoutMs: 60_000 },
    );
  } catch (error) {
    const { output } = server;
    await stop();
    throw new Error(`${error}\n${output}`);
  }
  return {
    add: async texts => {
      const imported = await fetch(`${url}/api/v1/import/prometheus`, {
        method: 'POST',
        body: importText([...texts].join('')),
      });
      const flushed = await fetch(`${url}/internal/force_flush`);
      if (!imported.ok || !flushed.ok) {
        throw new Error('VictoriaMetrics does not take the samples');
      }
    },
    queryRange: (expression, range) => ask(url, expression, range),
    stop,
  };
}
