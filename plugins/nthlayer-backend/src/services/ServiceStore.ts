import {
  Asset,
  Diagnostic,
  ReliabilityStack,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { Lease } from '../leases/LeaseStore';

/** A stack about to be stored; `originMs` is where its new SLI revisions begin to be read. */
export interface CompiledStack {
  readonly stack: ReliabilityStack;
  readonly dataSource: string;
  /** Its figures are invented; they never count for a real source of the same name. */
  readonly simulated: boolean;
  readonly originMs: number;
}

/** An entity compiled for every environment of its. */
export interface CompiledService {
  readonly spec: ServiceSpec;
  /** Of the entity and what it was compiled with. */
  readonly entityHash: string;
  readonly stacks: readonly CompiledStack[];
}

/** What the store did; `slisAdded` counts SLI revisions that have to be back-filled. */
export interface SaveOutcome {
  readonly slisAdded: number;
}

/** A service as last compiled. */
export interface StoredService {
  readonly spec: ServiceSpec;
  /** The default environment first. */
  readonly environments: readonly StoredEnvironment[];
  /** Findings that other services cause. */
  readonly conflicts: readonly Diagnostic[];
}

/** The current stack of a service in one environment. */
export interface StoredEnvironment {
  readonly environment: string;
  readonly revision: string;
  readonly dataSource: string;
  readonly diagnostics: readonly Diagnostic[];
  /** What its data source has that does not fit this revision. */
  readonly lint: readonly Diagnostic[];
}

/** A stack revision, without its assets. */
export interface StoredStack {
  readonly revision: string;
  readonly spec: ServiceSpec;
  readonly slos: readonly Slo[];
}

/** An asset without its content. */
export type StoredAsset = Omit<Asset, 'content'>;

/** What permission rules ask of the store: services whose column has one of the values. */
export interface ServiceFilter {
  readonly key: 'owner' | 'tier';
  readonly values: readonly string[];
}

/** Which services to list. */
export interface ServiceQuery {
  readonly environment?: string;
  readonly criteria?: PermissionCriteria<ServiceFilter>;
}

/** A page of them; without a limit, all that come after. */
export interface ServicePageQuery extends ServiceQuery {
  readonly after?: string;
  readonly limit?: number;
}

/**
 * Services, their stacks and files. Deleted services are kept, but not answered. A write with a `fence` is refused
 * (`LeaseLostError`) once another process holds that lease.
 */
export interface ServiceStore {
  /** Entity hashes of all services by entity ref. */
  listHashes(): Promise<Map<string, string>>;
  /** Makes the compiled service the current one, all of it or nothing. */
  saveService(
    service: CompiledService,
    nowMs: number,
    fence?: Lease,
  ): Promise<SaveOutcome>;
  /** Marks services as gone; their tiles stay until `purgeServices`. */
  deleteServices(
    entityRefs: readonly string[],
    nowMs: number,
    fence?: Lease,
  ): Promise<void>;
  listSpecs(): Promise<ServiceSpec[]>;
  /** Replaces the conflicts of all services. */
  saveConflicts(
    conflicts: ReadonlyMap<string, readonly Diagnostic[]>,
    fence?: Lease,
  ): Promise<void>;
  getServices(entityRefs: readonly string[]): Promise<StoredService[]>;
  /** Entity refs in order. */
  listEntityRefs(query: ServicePageQuery): Promise<string[]>;
  countServices(query: ServiceQuery): Promise<number>;
  getStack(revision: string): Promise<StoredStack | undefined>;
  listAssets(revision: string): Promise<StoredAsset[]>;
  getAsset(revision: string, assetId: string): Promise<Asset | undefined>;
  /** Removes services deleted 35 days ago, with their tiles; answers how many. */
  purgeServices(nowMs: number, fence?: Lease): Promise<number>;
}
