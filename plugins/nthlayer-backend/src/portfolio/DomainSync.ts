import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Lease } from '../leases/LeaseStore';
import { PortfolioStore } from './PortfolioStore';

/** What a sync works with. */
export interface DomainSyncOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly portfolio: PortfolioStore;
}

/** Follows which systems of the catalog are part of which domain. */
export class DomainSync {
  readonly #options: DomainSyncOptions;

  static create(options: DomainSyncOptions): DomainSync {
    return new DomainSync(options);
  }

  private constructor(options: DomainSyncOptions) {
    this.#options = options;
  }

  async run(signal: AbortSignal, fence?: Lease): Promise<void> {
    const { auth, catalog, portfolio } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const domains = new Map<string, string>();
    for await (const systems of catalog.streamEntities(
      {
        filter: { kind: 'System' },
        fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
      },
      { credentials },
    )) {
      signal.throwIfAborted();
      for (const system of systems) {
        const domain = domainOf(system);
        if (domain !== undefined) {
          domains.set(stringifyEntityRef(system), domain);
        }
      }
    }
    await portfolio.saveDomains(domains, fence);
  }
}

function domainOf(system: Entity): string | undefined {
  return system.relations?.find(
    ({ type, targetRef }) =>
      type === RELATION_PART_OF && parseEntityRef(targetRef).kind === 'domain',
  )?.targetRef;
}
