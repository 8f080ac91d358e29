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
  /** The annotation, entity field, file or table that gave the value. */
  readonly from: string;
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
  /** Name of a configured data source; absent when none is configured. */
  readonly dataSource?: string;
  readonly environments: readonly string[];
  readonly slos: readonly Slo[];
  /** By property path of this object, e.g. `tier` or `slos.availability.objective`. */
  readonly provenance: Readonly<Record<string, Provenance>>;
}
