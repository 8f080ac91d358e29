import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSource, SliRequest, TileReadOptions } from '@nthlayer/engine';
import { ReadingMetrics } from '../metrics/ReadingMetrics';

/** The same data source, with everything that is read from it counted, whoever reads it. */
export function measureDataSource(
  source: DataSource,
  metrics: ReadingMetrics,
): DataSource {
  return {
    id: source.id,
    simulated: source.simulated,
    scrapeIntervalMs: source.scrapeIntervalMs,
    ...(source.delayMs !== undefined && { delayMs: source.delayMs }),
    health: options => source.health(options),
    ...(source.inspect && {
      inspect: (slis, options) => source.inspect!(slis, options),
    }),
    async readTiles(
      slis: readonly SliRequest[],
      range: TileRange,
      options?: TileReadOptions,
    ) {
      const startedMs = performance.now();
      const batch = await source.readTiles(slis, range, options);
      const seconds = (performance.now() - startedMs) / 1000;
      metrics.read(source.id, batch, { range, seconds });
      return batch;
    },
  };
}
