import { LABELS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { inventService, SimulatedService } from '@nthlayer/simulator';
import { SimulatedTarget } from './SimulatedTargets';

/** What a directory is made of. */
export interface TargetDirectoryOptions {
  readonly seed: number;
  readonly environments: readonly string[];
  readonly services: readonly SimulatedService[];
  /** `steady` makes up services that are not known. */
  readonly unknownServices: 'none' | 'steady';
}

/** Which targets there are: the known services, and those that are made up when they are asked for. */
export class TargetDirectory {
  static create(options: TargetDirectoryOptions): TargetDirectory {
    return new TargetDirectory(options);
  }

  private readonly byName: ReadonlyMap<string, SimulatedService>;

  private constructor(private readonly options: TargetDirectoryOptions) {
    this.byName = new Map(
      options.services.map(service => [service.name, service]),
    );
  }

  /** How often the known targets are scraped at least, milliseconds. */
  get scrapeIntervalMs(): number {
    return Math.max(
      ...this.options.services.map(service => service.scrapeIntervalMs),
    );
  }

  /** The targets of a service, in every environment; all that are known where no service is named. */
  find(name: string | undefined, metric: string): SimulatedTarget[] {
    if (name === undefined) {
      return this.options.services.flatMap(service => this.#targets(service));
    }
    const service = this.byName.get(name) ?? this.#invent(name, metric);
    return service ? this.#targets(service) : [];
  }

  #invent(name: string, metric: string): SimulatedService | undefined {
    return this.options.unknownServices === 'steady'
      ? inventService(name, metric)
      : undefined;
  }

  #targets(service: SimulatedService): SimulatedTarget[] {
    const { seed, environments } = this.options;
    return environments.length <= 1
      ? [{ service, seed, labels: {} }]
      : environments.map((environment, i) => ({
          service,
          seed: seed + i,
          labels: { [LABELS.environment]: environment },
        }));
  }
}
