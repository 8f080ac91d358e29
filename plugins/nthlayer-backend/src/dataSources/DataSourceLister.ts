import { DataSourceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceHealth } from '@nthlayer/engine';
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
  return {
    name,
    type,
    simulated: source.simulated,
    default: isDefault,
    environments: environments.length > 0 ? [...environments] : ['default'],
    health: {
      ...toFacts(health),
      checkedAtMs,
      ...(health.problem && {
        problem: { ...health.problem, sinceMs: downSinceMs ?? checkedAtMs },
      }),
    },
  };
}

function toFacts({
  state,
  server,
  breaker,
  lastSuccessMs,
  latencyMs,
}: DataSourceHealth) {
  return {
    state,
    ...(server && { server }),
    ...(breaker && { breaker }),
    ...(lastSuccessMs !== undefined && { lastSuccessMs }),
    ...(latencyMs !== undefined && { latencyMs: Math.round(latencyMs) }),
  };
}
