import { Config } from '@backstage/config';
import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TierTable } from '@nthlayer/engine';
import { Retention } from '../tiles/Retention';
import type { BudgetAlertsConfig } from './readBudgetAlerts';

/** An entry of `nthlayer.dataSources`. */
export interface DataSourceEntry {
  readonly name: string;
  readonly type: string;
  readonly default: boolean;
  /** Empty: one environment, called `default`. */
  readonly environments: readonly string[];
  /** The whole entry, for the module that provides the type. */
  readonly config: Config;
  /** Where the entry stands, for messages. */
  readonly path: string;
}

/** The plugin's configuration. Durations are milliseconds. */
export interface NthlayerConfig {
  readonly dataSources: readonly DataSourceEntry[];
  readonly serviceLabel: string;
  readonly defaultTier?: Tier;
  /** The whole table, when any of it is configured. */
  readonly tiers?: TierTable;
  /** Ids of the engine's outputs that every stack carries, too. */
  readonly outputs: readonly string[];
  readonly syncMs: number;
  readonly tickMs: number;
  /** How long a spec file at a URL is taken for unchanged. */
  readonly specFilesMs: number;
  readonly historyMs?: number;
  readonly retention: Retention;
  readonly budgetAlerts: BudgetAlertsConfig;
}
