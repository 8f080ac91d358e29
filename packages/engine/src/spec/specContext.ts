import {
  Diagnostic,
  ServiceSpec,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { OpenSloProfile } from '../openslo/schema';
import { TierTable } from './tiers';

/**
 * A configured data source, as far as a spec may know it.
 *
 * @public
 */
export interface DataSourceInfo {
  readonly name: string;
  /** Serves the entities that name none. */
  readonly default: boolean;
  /** Empty means that there is one environment, called `default`. */
  readonly environments: readonly string[];
}

/**
 * What a spec is read with, from configuration.
 *
 * @public
 */
export interface SpecContext {
  readonly dataSources: readonly DataSourceInfo[];
  /** Name of the label that tells services apart, usually `service`. */
  readonly serviceLabel: string;
  /** When given, entities without annotations get a stack of this tier. */
  readonly defaultTier?: Tier;
  /**
   * Given where it is not known which data sources and environments exist, as on a command line: those that a
   * service names are taken as they are, and one that names none has these environments.
   */
  readonly offline?: { readonly environments: readonly string[] };
  /** Takes the place of the built-in objectives. */
  readonly tiers?: TierTable;
  /** By whose rules OpenSLO documents are read; default `lenient`. */
  readonly openSloProfile?: OpenSloProfile;
}

/**
 * Why an entity has no stack.
 *
 * @public
 */
export type NoSpecReason =
  | 'no-annotation'
  | 'disabled'
  | 'unsupported-type'
  | 'no-data-source'
  | 'failed';

/**
 * A spec, or why there is none; findings either way.
 *
 * @public
 */
export type SpecResult =
  | {
      readonly kind: 'spec';
      readonly spec: ServiceSpec;
      readonly diagnostics: readonly Diagnostic[];
    }
  | {
      readonly kind: 'none';
      readonly reason: NoSpecReason;
      readonly diagnostics: readonly Diagnostic[];
    };
