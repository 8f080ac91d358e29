import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { inBatches } from '../database/inBatches';
import { groupBy } from '../evaluation/groupBy';
import { excludedTime } from '../exclusions/excludedTime';
import { CatalogSight, ServiceAccess } from '../permissions/ServiceAccess';
import { SloStore, StoredStatus } from '../slos/SloStore';
import {
  PortfolioEntry,
  PortfolioFilter,
  PortfolioPosition,
  PortfolioStore,
  RollupEntry,
  RollupKey,
} from './PortfolioStore';
import { SharedRollups } from './SharedRollups';

/** How often a page is filled up when the catalog hides some of its services from the caller. */
const MOST_ROUNDS = 20;
const REFS_PER_QUERY = 500;

/** Which page, for whom. */
export interface PortfolioRequest {
  readonly credentials: BackstageCredentials;
  readonly filter: PortfolioFilter;
  readonly limit: number;
  readonly after?: PortfolioPosition;
}

/** A page, and where the next one begins when there may be one. */
export interface PortfolioPage {
  readonly entries: PortfolioEntry[];
  readonly continueAfter?: PortfolioPosition;
}

/** What is to be put together, for whom. */
export interface RollupRequest {
  readonly credentials: BackstageCredentials;
  readonly filter: PortfolioFilter;
  readonly by: RollupKey;
}

/** What a reader works with. */
export interface PortfolioReaderOptions {
  readonly access: ServiceAccess;
  readonly portfolio: PortfolioStore;
  readonly rollups: SharedRollups;
  readonly slos: SloStore;
}

/** Shows the portfolio as far as the caller may see it. */
export class PortfolioReader {
  readonly #access: ServiceAccess;
  readonly #portfolio: PortfolioStore;
  readonly #shared: SharedRollups;
  readonly #slos: SloStore;

  static create(options: PortfolioReaderOptions): PortfolioReader {
    return new PortfolioReader(options);
  }

  private constructor(options: PortfolioReaderOptions) {
    this.#access = options.access;
    this.#portfolio = options.portfolio;
    this.#shared = options.rollups;
    this.#slos = options.slos;
  }

  async list(request: PortfolioRequest): Promise<PortfolioPage> {
    const page = await this.#page(request);
    return { ...page, entries: await this.#marked(page.entries) };
  }

  async #page(request: PortfolioRequest): Promise<PortfolioPage> {
    const { credentials, filter, limit } = request;
    const scope = await this.#access.listScope(credentials);
    if (!scope.allowed) {
      return { entries: [] };
    }
    const { criteria } = scope;
    const sight = await this.#access.catalogSight(credentials);
    const entries: PortfolioEntry[] = [];
    let after = request.after;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const query = { ...filter, criteria, after, limit: limit + 1 };
      const found = await this.#portfolio.list(query);
      const page = found.slice(0, limit);
      const seen = sight.isWhole ? page : await this.#visible(page, sight);
      const room = limit - entries.length;
      entries.push(...seen.slice(0, room));
      if (found.length <= limit && seen.length <= room) {
        return { entries };
      }
      if (entries.length === limit) {
        return { entries, continueAfter: entries.at(-1) };
      }
      after = page.at(-1);
    }
    return { entries, continueAfter: after };
  }

  /** The worst first. */
  async rollup(request: RollupRequest): Promise<RollupEntry[]> {
    const rollups = await this.#rollups(request);
    const worst = await this.#marked(rollups.map(entry => entry.worst));
    return rollups.map((entry, at) => ({ ...entry, worst: worst[at] }));
  }

  async #rollups(request: RollupRequest): Promise<readonly RollupEntry[]> {
    const { credentials, filter, by } = request;
    const scope = await this.#access.listScope(credentials);
    if (!scope.allowed) {
      return [];
    }
    return this.#shared.rollup(
      { ...filter, by, criteria: scope.criteria },
      await this.#access.catalogSight(credentials),
    );
  }

  /** Only of those with exclusions the statuses are read: they tell how much. */
  async #marked(entries: readonly PortfolioEntry[]): Promise<PortfolioEntry[]> {
    const refs = entries
      .filter(({ hasExclusions }) => hasExclusions)
      .map(({ entityRef }) => entityRef);
    const statuses: StoredStatus[] = [];
    await inBatches([...new Set(refs)], REFS_PER_QUERY, async batch => {
      statuses.push(...(await this.#slos.listStatuses(batch)));
    });
    const byService = groupBy(statuses, serviceKey);
    return entries.map(entry => {
      const own = byService.get(serviceKey(entry)) ?? [];
      const excludedMs = excludedTime(own.map(({ status }) => status));
      return { ...entry, ...(excludedMs > 0 && { excludedMs }) };
    });
  }

  async #visible(
    page: readonly PortfolioEntry[],
    sight: CatalogSight,
  ): Promise<PortfolioEntry[]> {
    const refs = [...new Set(page.map(({ entityRef }) => entityRef))];
    const seen = new Set(await sight.visible(refs));
    return page.filter(({ entityRef }) => seen.has(entityRef));
  }
}

function serviceKey(of: { entityRef: string; environment: string }): string {
  return `${of.environment} ${of.entityRef}`;
}
