import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { TileRange } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SliTiles, TileBatch, TileTable } from '@nthlayer/engine';
import { createCounter, createHistogram } from './create';
import { METRICS } from './definitions';

/** Counts what is read of data sources. */
export class ReadingMetrics {
  readonly #queries;
  readonly #duration;
  readonly #tiles;
  readonly #problems;

  static create(metrics: MetricsService): ReadingMetrics {
    return new ReadingMetrics(metrics);
  }

  private constructor(metrics: MetricsService) {
    this.#queries = createCounter(metrics, METRICS.queries);
    this.#duration = createHistogram(metrics, METRICS.readingDuration);
    this.#tiles = createCounter(metrics, METRICS.tiles);
    this.#problems = createCounter(metrics, METRICS.problems);
  }

  read(
    dataSource: string,
    { slis, tables = [], queries }: TileBatch,
    { range, seconds }: { range: TileRange; seconds: number },
  ): void {
    const source = { data_source: dataSource };
    this.#queries.add(queries, source);
    this.#duration.record(seconds, source);
    let known = 0;
    let all = 0;
    for (const sli of slis) {
      if (sli.problem) {
        this.#problems.add(1, { ...source, code: sli.problem.code });
      }
      const tiles = countTiles(sli, range);
      known += tiles.known;
      all += tiles.all;
    }
    for (const table of tables) {
      const tiles = countTable(table);
      known += tiles.known;
      all += tiles.all;
    }
    this.#tiles.add(known, { ...source, state: 'known' });
    this.#tiles.add(all - known, { ...source, state: 'unknown' });
  }
}

/** Of every group that was seen, or of one where none was. */
function countTiles(
  { series }: SliTiles,
  { startMs, endMs, stepMs }: TileRange,
): { known: number; all: number } {
  let known = 0;
  for (const { total } of series) {
    for (const events of total) {
      known += Number.isNaN(events) ? 0 : 1;
    }
  }
  const tiles = Math.floor((endMs - startMs) / stepMs);
  return { known, all: tiles * Math.max(1, series.length) };
}

function countTable({ keys, series, tiles, total }: TileTable) {
  let known = 0;
  for (const events of total) {
    known += Number.isNaN(events) ? 0 : 1;
  }
  const seen = new Set(series.map(({ key }) => key)).size;
  return { known, all: tiles * (series.length + keys.length - seen) };
}
