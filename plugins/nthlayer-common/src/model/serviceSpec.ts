import { Exclusion } from './exclusion';
import { Slo } from './slo';

/**
 * How much a service matters; decides default objectives and gates.
 *
 * @public
 */
export type Tier = 'critical' | 'high' | 'standard' | 'low';

/**
 * What kind of service it is; decides its signals. `x-NAME` is a type of the user's own.
 *
 * @public
 */
export type ServiceType =
  | 'api'
  | 'worker'
  | 'stream'
  | 'web'
  | 'batch'
  | 'database'
  | 'ai'
  | `x-${string}`;

/**
 * Where a value came from.
 *
 * @public
 */
export interface Provenance {
  readonly source: 'annotation' | 'entity' | 'spec-file' | 'config' | 'default';
  /** The annotation, entity field, file with its line, or table that gave the value. */
  readonly from: string;
  /** Property path of the value in a spec file, as the file says it. */
  readonly path?: string;
  /** Its column in the line. */
  readonly column?: number;
}

/**
 * Something that a service needs to work: a database, a queue, another service.
 *
 * @public
 */
export interface Dependency {
  /** For people; unique within a service. */
  readonly name: string;
  /** Entity ref, e.g. `resource:default/orders-db`. */
  readonly ref?: string;
  /** Lower case, e.g. `postgresql`, `redis`, `kafka`. */
  readonly technology?: string;
  /** Label values that choose the dependency's series; empty when nothing is known of them. */
  readonly selector: Readonly<Record<string, string>>;
}

/**
 * An exclusion that a spec file has.
 *
 * @public
 */
export interface SpecExclusion extends Exclusion {
  /** Absent: all. */
  readonly environments?: readonly string[];
  /** Absent: all. */
  readonly slos?: readonly string[];
}

/**
 * Who is called.
 *
 * @public
 */
export interface PagingSection {
  readonly service?: string;
  readonly escalationPolicy?: string;
  readonly urgency?: 'high' | 'low';
}

/**
 * When a deployment is warned of or refused; shares are ratios of the budget that is left.
 *
 * @public
 */
export interface GateSection {
  readonly warnBelow?: number;
  readonly blockBelow?: number;
  readonly onUnknown?: 'allow' | 'warn' | 'block';
}

/**
 * Where help is.
 *
 * @public
 */
export interface RunbookSection {
  readonly url?: string;
  readonly contact?: string;
}

/**
 * What of a service is different in one environment.
 *
 * @public
 */
export interface EnvironmentOverlay {
  readonly tier?: Tier;
  readonly service?: string;
  readonly dataSource?: string;
  /** Label values that choose the environment's series, in place of the environment's own label. */
  readonly selector?: Readonly<Record<string, string>>;
  /** All SLOs of the service as they are here; absent when they are as everywhere. */
  readonly slos?: readonly Slo[];
  /** As a whole, with what is said in general. */
  readonly paging?: PagingSection;
  /** As a whole, with what is said in general. */
  readonly gate?: GateSection;
  /** By property path of the spec, of what is different here. */
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/**
 * What a catalog entity says about its reliability, with every default filled in.
 *
 * @public
 */
export interface ServiceSpec {
  readonly entityRef: string;
  readonly name: string;
  readonly title?: string;
  /** Value of the service label on the service's series. */
  readonly service: string;
  readonly type: ServiceType;
  readonly tier: Tier;
  /** Entity ref of the owner. */
  readonly owner?: string;
  /** Entity ref of the system. */
  readonly system?: string;
  /** Entity ref of the domain of the system. */
  readonly domain?: string;
  /** As the catalog has it, e.g. `production`. */
  readonly lifecycle?: string;
  readonly tags?: readonly string[];
  /** Annotations of other plugins, by key; of a credential `***`. */
  readonly related?: Readonly<Record<string, string>>;
  /** Name of a configured data source; absent when none is configured. */
  readonly dataSource?: string;
  readonly environments: readonly string[];
  /** By environment; `specIn` of the engine gives the spec as it is in one. */
  readonly overlays?: Readonly<Record<string, EnvironmentOverlay>>;
  readonly slos: readonly Slo[];
  /** The user's own; on alerts and on OpenSLO objects, never in place of our labels. */
  readonly labels: Readonly<Record<string, string>>;
  readonly dependencies: readonly Dependency[];
  readonly exclusions?: readonly SpecExclusion[];
  readonly paging?: PagingSection;
  readonly gate?: GateSection;
  readonly runbook?: RunbookSection;
  /** The spec file that was read, as it is shown to people. */
  readonly specFile?: string;
  /** By property path of this object, e.g. `tier` or `slos.availability.objective`. */
  readonly provenance: Readonly<Record<string, Provenance>>;
}
