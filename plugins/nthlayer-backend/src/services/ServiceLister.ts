import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ServicePageDto,
  ServiceSummaryDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText } from '@nthlayer/engine';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ServiceAccess } from '../permissions/ServiceAccess';
import { SloStore, StoredStatus } from '../slos/SloStore';
import { toServiceSummary } from '../views/toServiceSummary';
import { ServiceStore, StoredService } from './ServiceStore';

/** Which part of the list, for whom. */
export interface ServiceListRequest {
  readonly credentials: BackstageCredentials;
  /** Default is the first environment of each service. */
  readonly environment?: string;
  readonly limit: number;
  /** The entity ref after which the page begins. */
  readonly after?: string;
}

/** A page, and the last entity ref on it when there are more. */
export type ServiceList = Omit<ServicePageDto, 'nextCursor'> & {
  readonly continueAfter?: string;
};

/** What a lister works with. */
export interface ServiceListerOptions {
  readonly access: ServiceAccess;
  readonly clock: Clock;
  readonly services: ServiceStore;
  readonly slos: SloStore;
  readonly sources: DataSourceRegistry;
  readonly tickMs: number;
}

/** Lists the services that the caller may see, with the worst of their SLOs. */
export class ServiceLister {
  readonly #options: ServiceListerOptions;

  static create(options: ServiceListerOptions): ServiceLister {
    return new ServiceLister(options);
  }

  private constructor(options: ServiceListerOptions) {
    this.#options = options;
  }

  async list(request: ServiceListRequest): Promise<ServiceList> {
    const { services, slos } = this.#options;
    const refs = await this.#visibleRefs(request);
    const { after, limit } = request;
    const rest =
      after === undefined
        ? refs
        : refs.filter(ref => compareText(ref, after) > 0);
    const page = rest.slice(0, limit);
    const stored = await services.getServices(page);
    const statuses = await slos.listStatuses(page);
    const items = stored
      .map(service => this.#summary(service, request.environment, statuses))
      .filter(item => item !== undefined)
      .sort((a, b) => compareText(a.entityRef, b.entityRef));
    return {
      items,
      totalItems: refs.length,
      ...(rest.length > limit && { continueAfter: page.at(-1) }),
    };
  }

  async #visibleRefs({
    credentials,
    environment,
  }: ServiceListRequest): Promise<string[]> {
    const { access, services } = this.#options;
    const scope = await access.listScope(credentials);
    if (!scope.allowed) {
      return [];
    }
    const { criteria } = scope;
    const refs = await services.listEntityRefs({ environment, criteria });
    const visible = (await access.seesWholeCatalog(credentials))
      ? refs
      : await access.visibleRefs(refs, credentials);
    return [...visible].sort(compareText);
  }

  #summary(
    service: StoredService,
    wanted: string | undefined,
    statuses: readonly StoredStatus[],
  ): ServiceSummaryDto | undefined {
    const { clock, sources, tickMs } = this.#options;
    const environment =
      wanted === undefined
        ? service.environments.at(0)
        : service.environments.find(item => item.environment === wanted);
    return (
      environment &&
      toServiceSummary(service, {
        environment,
        statuses: statuses.filter(
          item =>
            item.entityRef === service.spec.entityRef &&
            item.environment === environment.environment,
        ),
        sources,
        shownAt: { nowMs: clock.now(), tickMs },
      })
    );
  }
}
