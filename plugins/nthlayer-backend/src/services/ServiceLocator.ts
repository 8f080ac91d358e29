import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { ServiceAccess } from '../permissions/ServiceAccess';
import { chooseEnvironment } from './chooseEnvironment';
import type { ServiceRequest } from './ServiceReader';
import { ServiceStore, StoredEnvironment, StoredService } from './ServiceStore';

/** A service that the caller may see, in the environment asked for. */
export interface LocatedService {
  readonly service: StoredService;
  readonly environment: StoredEnvironment;
}

/** Finds services for callers. Throws `NotFoundError` for what is not there, or not there for them. */
export class ServiceLocator {
  readonly #access: ServiceAccess;
  readonly #services: ServiceStore;

  static create(options: {
    access: ServiceAccess;
    services: ServiceStore;
  }): ServiceLocator {
    return new ServiceLocator(options.access, options.services);
  }

  private constructor(access: ServiceAccess, services: ServiceStore) {
    this.#access = access;
    this.#services = services;
  }

  /** The service of an entity that the caller sees already. */
  async find(entity: Entity): Promise<StoredService | undefined> {
    const entityRef = stringifyEntityRef(entity);
    const [service] = await this.#services.getServices([entityRef]);
    return service;
  }

  async require(request: ServiceRequest): Promise<LocatedService> {
    const entity = await this.#access.readEntity(request, request.credentials);
    const service = await this.find(entity);
    if (!service) {
      throw new NotFoundError(`${stringifyEntityRef(entity)} has no stack yet`);
    }
    const environment = chooseEnvironment(service, request.environment);
    return { service, environment };
  }
}
