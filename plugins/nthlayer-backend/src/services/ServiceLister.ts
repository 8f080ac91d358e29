import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ServicePageDto,
  ServiceSummaryDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Clock } from '../clock';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { CatalogSight, ServiceAccess } from '../permissions/ServiceAccess';
import { SloStore, StoredStatus } from '../slos/SloStore';
import { toServiceSummary } from '../views/toServiceSummary';
import { ServiceQuery, ServiceStore, StoredService } from './ServiceStore';

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

/** Which services are on a page. */
interface RefsPage {
  readonly refs: readonly string[];
  readonly totalItems: number;
  readonly hasMore: boolean;
}

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
    const { refs, totalItems, hasMore } = await this.#page(request);
    const stored = await services.getServices(refs);
    const statuses = await slos.listStatuses(refs);
    const items = stored
      .map(service => this.#summary(service, request.environment, statuses))
      .filter(item => item !== undefined);
    return {
      items,
      totalItems,
      ...(hasMore && { continueAfter: refs.at(-1) }),
    };
  }

  /** For those who see the whole catalog a page is found by an index. */
  async #page(request: ServiceListRequest): Promise<RefsPage> {
    const { access, services } = this.#options;
    const { credentials, environment, limit, after } = request;
    const scope = await access.listScope(credentials);
    if (!scope.allowed) {
      return { refs: [], totalItems: 0, hasMore: false };
    }
    const query = { environment, criteria: scope.criteria };
    const sight = await access.catalogSight(credentials);
    if (!sight.isWhole) {
      return this.#visiblePage(query, request, sight);
    }
    const found = await services.listEntityRefs({
      ...query,
      after,
      limit: limit + 1,
    });
    return {
      refs: found.slice(0, limit),
      totalItems: await services.countServices(query),
      hasMore: found.length > limit,
    };
  }

  async #visiblePage(
    query: ServiceQuery,
    { limit, after }: ServiceListRequest,
    sight: CatalogSight,
  ): Promise<RefsPage> {
    const { services } = this.#options;
    const all = await services.listEntityRefs(query);
    const visible = await sight.visible(all);
    // what comes after is the database's to say: its order is not that of texts here
    const behind =
      after === undefined
        ? all
        : await services.listEntityRefs({ ...query, after });
    const isBehind = new Set(behind);
    const rest = visible.filter(ref => isBehind.has(ref));
    return {
      refs: rest.slice(0, limit),
      totalItems: visible.length,
      hasMore: rest.length > limit,
    };
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
