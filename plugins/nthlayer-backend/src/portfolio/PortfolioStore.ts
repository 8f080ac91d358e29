import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { BudgetState, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Lease } from '../leases/LeaseStore';
import { ServiceFilter } from '../services/ServiceStore';

/** How many SLOs, groups counted apart, are in which state. */
export type StateCounts = Readonly<Record<BudgetState, number>>;

/** A service in one environment with the worst of its SLOs. Times are milliseconds since the epoch. */
export interface PortfolioEntry {
  readonly entityRef: string;
  readonly environment: string;
  readonly name: string;
  readonly title?: string;
  readonly type: string;
  readonly tier: Tier;
  readonly owner?: string;
  readonly system?: string;
  readonly domain?: string;
  readonly dataSource: string;
  readonly state: BudgetState;
  readonly stale: boolean;
  /** Absent before the first status. */
  readonly worst?: { readonly slo: string; readonly remaining: number | null };
  readonly counts: StateCounts;
  /** When the oldest of its statuses was made; absent before the first. */
  readonly evaluatedAtMs?: number;
  readonly sortKey: number;
  /** Exclusions are in force for it, whether or not they touch its figures. */
  readonly hasExclusions: boolean;
  /** How much time they take out of the window of one of its SLOs at most, once that was looked up; milliseconds. */
  readonly excludedMs?: number;
}

/** Which services; a field that is absent does not narrow. */
export interface PortfolioFilter {
  readonly environment?: string;
  readonly owner?: string;
  readonly system?: string;
  readonly domain?: string;
  readonly tier?: Tier;
  readonly state?: BudgetState;
  /** Part of namespace/name or of the title. */
  readonly text?: string;
}

/** Position of an entry in the order of the portfolio. */
export type PortfolioPosition = Pick<
  PortfolioEntry,
  'sortKey' | 'entityRef' | 'environment'
>;

/** A page of the portfolio. */
export interface PortfolioQuery extends PortfolioFilter {
  readonly criteria?: PermissionCriteria<ServiceFilter>;
  /** Only these, a few. */
  readonly entityRefs?: readonly string[];
  readonly after?: PortfolioPosition;
  readonly limit: number;
}

/** Services of which only the names are wanted. */
export type RefsQuery = Omit<PortfolioQuery, 'after' | 'limit'>;

/** What services are put together by. */
export type RollupKey = 'owner' | 'system' | 'domain' | 'tier' | 'state';

/** What is to be put together. */
export interface RollupQuery extends RefsQuery {
  readonly by: RollupKey;
}

/** What the services of one team, system, domain or tier, or in one state, come to. */
export interface RollupEntry {
  /** `null`: those that belong to none. */
  readonly key: string | null;
  readonly services: number;
  readonly counts: StateCounts;
  /** One of them is stale. */
  readonly stale: boolean;
  /** When the oldest of their statuses was made; absent before the first. */
  readonly evaluatedAtMs?: number;
  /** The worst of them. */
  readonly worst: PortfolioEntry;
}

/** Services in order of trouble. */
export interface PortfolioStore {
  /** The worst first. */
  list(query: PortfolioQuery): Promise<PortfolioEntry[]>;
  /** Entity refs of all. */
  listRefs(query: RefsQuery): Promise<string[]>;
  /** The worst first. */
  rollup(query: RollupQuery): Promise<RollupEntry[]>;
  /** Another one after every tick, and whenever services are compiled or deleted. */
  version(): Promise<string>;
  /** Replaces which system is part of which domain. */
  saveDomains(
    domains: ReadonlyMap<string, string>,
    fence?: Lease,
  ): Promise<void>;
}
