import { MatrixColumns, ShapeQuery } from '@nthlayer/engine';
import { PrometheusClient, PrometheusRange } from '../client/prometheusClient';
import { GivenUp } from '../client/prometheusProblem';
import { PrometheusRow } from '../client/rows';
import { QueryLimit } from './queryLimits';
import { RangeQueries } from './RangeQueries';

/** The queries of one reading: in their turns, all under one signal, and counted. */
export interface TileQueries {
  readonly sent: number;
  range(
    shape: ShapeQuery,
    range: PrometheusRange,
  ): Promise<readonly PrometheusRow[] | MatrixColumns>;
  samples(selector: string, timeMs: number): Promise<PrometheusRow[]>;
  vector(expression: string, timeMs: number): Promise<PrometheusRow[]>;
}

export function tileQueries(
  client: PrometheusClient,
  ranges: RangeQueries,
  { limit, signal }: { limit: QueryLimit; signal: AbortSignal | undefined },
): TileQueries {
  const options = signal ? { signal } : {};
  let sent = 0;
  const send = <T>(query: () => Promise<T>) =>
    limit(async () => {
      if (signal?.aborted) {
        throw new GivenUp();
      }
      sent += 1;
      return query();
    });
  return {
    get sent() {
      return sent;
    },
    range: (shape, range) =>
      send(async () => {
        const query = await ranges.of(shape);
        return query.read(range, options);
      }),
    samples: (selector, timeMs) =>
      send(() => client.querySamples(selector, timeMs, options)),
    vector: (expression, timeMs) =>
      send(() => client.queryVector(expression, timeMs, options)),
  };
}
