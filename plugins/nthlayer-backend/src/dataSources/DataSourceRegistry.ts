import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { DataSourceFactory } from '@nthlayer/backstage-plugin-nthlayer-node';
import { DataSource } from '@nthlayer/engine';
import { DataSourceEntry } from '../config/NthlayerConfig';
import { SECOND_MS, TILE_MS, floorTo } from '../durations';
import { ReadingMetrics } from '../metrics/ReadingMetrics';
import { measureDataSource } from './measureDataSource';

const LEAST_LAG_MS = 30 * SECOND_MS;

/** A configured data source, ready to be read. */
export interface ConfiguredDataSource
  extends Omit<DataSourceEntry, 'config' | 'path'> {
  readonly source: DataSource;
}

/** What data sources are made from. */
export interface DataSourceRegistryOptions {
  readonly entries: readonly DataSourceEntry[];
  readonly factories: ReadonlyMap<string, DataSourceFactory>;
  readonly logger: LoggerService;
  /** Counts what is read. */
  readonly metrics?: ReadingMetrics;
}

/** The configured data sources by name. */
export class DataSourceRegistry {
  readonly #sources: ReadonlyMap<string, ConfiguredDataSource>;

  /** Throws for a type that no module provides, naming the path. */
  static create(options: DataSourceRegistryOptions): DataSourceRegistry {
    return new DataSourceRegistry(
      options.entries.map(entry => createDataSource(entry, options)),
    );
  }

  private constructor(sources: readonly ConfiguredDataSource[]) {
    this.#sources = new Map(sources.map(source => [source.name, source]));
  }

  get(name: string): ConfiguredDataSource | undefined {
    return this.#sources.get(name);
  }

  list(): readonly ConfiguredDataSource[] {
    return [...this.#sources.values()];
  }

  /**
   * End of the newest tile that may be read at `nowMs`. The lag lets late scrapes end and then arrive where they are
   * read, so that every replica and every retry computes the same tile.
   */
  newestTileEnd(name: string, nowMs: number): number {
    const scrapeMs = this.get(name)?.source.scrapeIntervalMs ?? 0;
    const lagMs = Math.max(2 * scrapeMs, LEAST_LAG_MS) + this.delayMs(name);
    return floorTo(nowMs - lagMs, TILE_MS);
  }

  /** How long samples take until the data source has them. */
  delayMs(name: string): number {
    return this.get(name)?.source.delayMs ?? 0;
  }
}

function createDataSource(
  entry: DataSourceEntry,
  options: DataSourceRegistryOptions,
): ConfiguredDataSource {
  const { name, type, environments, config, path } = entry;
  const factory = options.factories.get(type);
  if (!factory) {
    const known = [...options.factories.keys()].sort().join(', ') || 'none';
    throw new InputError(
      `${path}.type: no installed module provides "${type}"; there are: ${known}`,
    );
  }
  const logger = options.logger.child({ dataSource: name });
  const made = factory.create({ name, config, environments, logger });
  const source = options.metrics
    ? measureDataSource(made, options.metrics)
    : made;
  return { name, type, default: entry.default, environments, source };
}
