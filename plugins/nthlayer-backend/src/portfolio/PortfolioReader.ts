import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ListScope, ServiceAccess } from '../permissions/ServiceAccess';
import { mergeRollups } from './mergeRollups';
import {
  PortfolioEntry,
  PortfolioFilter,
  PortfolioPosition,
  PortfolioStore,
  RollupEntry,
  RollupKey,
} from './PortfolioStore';

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

/** Shows the portfolio as far as the caller may see it. */
export class PortfolioReader {
  readonly #access: ServiceAccess;
  readonly #portfolio: PortfolioStore;

  static create(options: {
    access: ServiceAccess;
    portfolio: PortfolioStore;
  }): PortfolioReader {
    return new PortfolioReader(options.access, options.portfolio);
  }

  private constructor(access: ServiceAccess, portfolio: PortfolioStore) {
    this.#access = access;
    this.#portfolio = portfolio;
  }

  async list(request: PortfolioRequest): Promise<PortfolioPage> {
    const { credentials, filter, limit } = request;
    const scope = await this.#access.listScope(credentials);
    if (!scope.allowed) {
      return { entries: [] };
    }
    const { criteria } = scope;
    const all = await this.#access.seesWholeCatalog(credentials);
    const entries: PortfolioEntry[] = [];
    let after = request.after;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const query = { ...filter, criteria, after, limit: limit + 1 };
      const found = await this.#portfolio.list(query);
      const page = found.slice(0, limit);
      const seen = all ? page : await this.#visible(page, credentials);
      const room = limit - entries.length;
      entries.push(...seen.slice(0, room));
      if (found.length <= limit && seen.length <= room) {
        return { entries };
      }
      after = seen.length > room ? entries.at(-1) : page.at(-1);
      if (entries.length === limit) {
        break;
      }
    }
    return { entries, ...(after && { continueAfter: after }) };
  }

  /** The worst first. */
  async rollup(request: {
    credentials: BackstageCredentials;
    filter: PortfolioFilter;
    by: RollupKey;
  }): Promise<RollupEntry[]> {
    const { credentials, filter, by } = request;
    const scope = await this.#access.listScope(credentials);
    if (!scope.allowed) {
      return [];
    }
    const query = { ...filter, by, criteria: scope.criteria };
    if (await this.#access.seesWholeCatalog(credentials)) {
      return mergeRollups(await this.#portfolio.rollup(query));
    }
    const entityRefs = await this.#visibleRefs(scope, request);
    const parts: RollupEntry[] = [];
    for (let at = 0; at < entityRefs.length; at += REFS_PER_QUERY) {
      const batch = entityRefs.slice(at, at + REFS_PER_QUERY);
      const part = { ...query, entityRefs: batch };
      parts.push(...(await this.#portfolio.rollup(part)));
    }
    return mergeRollups(parts);
  }

  async #visible(
    page: readonly PortfolioEntry[],
    credentials: BackstageCredentials,
  ): Promise<PortfolioEntry[]> {
    const refs = [...new Set(page.map(({ entityRef }) => entityRef))];
    const seen = new Set(await this.#access.visibleRefs(refs, credentials));
    return page.filter(({ entityRef }) => seen.has(entityRef));
  }

  async #visibleRefs(
    scope: ListScope & { allowed: true },
    {
      credentials,
      filter,
    }: { credentials: BackstageCredentials; filter: PortfolioFilter },
  ): Promise<string[]> {
    const entries = await this.#portfolio.list({
      ...filter,
      criteria: scope.criteria,
      limit: Number.MAX_SAFE_INTEGER,
    });
    const refs = [...new Set(entries.map(({ entityRef }) => entityRef))];
    return this.#access.visibleRefs(refs, credentials);
  }
}
