import { DataSourceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { CheckedHealth, HealthCache } from './HealthCache';
import { ConfiguredDataSource, DataSourceRegistry } from './DataSourceRegistry';

/** Lists the configured data sources with their health. */
export class DataSourceLister {
  readonly #sources: DataSourceRegistry;
  readonly #health: HealthCache;

  static create(options: {
    sources: DataSourceRegistry;
    health: HealthCache;
  }): DataSourceLister {
    return new DataSourceLister(options.sources, options.health);
  }

  private constructor(sources: DataSourceRegistry, health: HealthCache) {
    this.#sources = sources;
    this.#health = health;
  }

  async list(): Promise<DataSourceDto[]> {
    const sources = this.#sources.list();
    return Promise.all(
      sources.map(async configured =>
        toDataSource(
          configured,
          await this.#health.check(configured.source),
          configured.default || sources.length === 1,
        ),
      ),
    );
  }
}

function toDataSource(
  { name, type, environments, source }: ConfiguredDataSource,
  { health, checkedAtMs, downSinceMs }: CheckedHealth,
  isDefault: boolean,
): DataSourceDto {
  const { problem } = health;
  return {
    name,
    type,
    simulated: source.simulated,
    default: isDefault,
    environments: environments.length > 0 ? [...environments] : ['default'],
    health: {
      state: health.state,
      checkedAtMs,
      ...(problem && {
        problem: { ...problem, sinceMs: downSinceMs ?? checkedAtMs },
      }),
    },
  };
}
