import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { OpenSloProfile } from '../openslo/schema';
import { SpecContext } from './specContext';

/**
 * Where the rules of services go: each service has a file of its own, which its team reviews, or thousands of services
 * share the files of a platform.
 *
 * @public
 */
export type RuleLayout = 'service' | 'shared';

/**
 * What stacks are generated with where there is no portal to ask: on a command line, in a template.
 *
 * @public
 */
export interface GenerationSettings {
  /** Environments that the data source serves; of services that name none. */
  readonly environments: readonly string[];
  readonly scrapeIntervalMs: number;
  /** Name of the label that tells services apart, usually `service`. */
  readonly serviceLabel: string;
  /** Tier of the services that give none. */
  readonly defaultTier?: Tier;
  /** Data source of the services that name none. */
  readonly dataSource?: string;
  /** By whose rules OpenSLO documents are read; default `lenient`. */
  readonly openSloProfile?: OpenSloProfile;
  /** Ids of `ruleOutputs` whose files are generated beside the usual ones. */
  readonly outputs?: readonly string[];
  /** Default `service`. With `shared`, the rules come from `generateSharedFolders`. */
  readonly layout?: RuleLayout;
}

/**
 * One environment called `production`, scraped every 15 seconds, services told apart by the label `service`.
 *
 * @public
 */
export const defaultGenerationSettings: GenerationSettings = {
  environments: ['production'],
  scrapeIntervalMs: 15_000,
  serviceLabel: 'service',
};

/**
 * What specs are read with under these settings: every data source and environment that a service names is taken.
 *
 * @public
 */
export function specContextOf(settings: GenerationSettings): SpecContext {
  const {
    environments,
    serviceLabel,
    defaultTier,
    dataSource,
    openSloProfile,
  } = settings;
  return {
    dataSources:
      dataSource === undefined
        ? []
        : [{ name: dataSource, default: true, environments }],
    serviceLabel,
    ...(defaultTier !== undefined && { defaultTier }),
    offline: { environments },
    ...(openSloProfile && { openSloProfile }),
  };
}
