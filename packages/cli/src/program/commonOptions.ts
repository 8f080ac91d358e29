import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  defaultGenerationSettings,
  GenerationSettings,
} from '@nthlayer/engine';
import { Command } from 'commander';
import {
  parseEnvironment,
  parseLabelName,
  parseName,
  parseScrapeInterval,
  parseTier,
} from './optionParsers';

/** What every command lets its caller set. */
export interface CommonOptions {
  readonly environment?: readonly string[];
  readonly scrapeInterval?: number;
  readonly serviceLabel?: string;
  readonly defaultTier?: Tier;
  readonly dataSource?: string;
  readonly strict?: boolean;
}

/** Adds the argument and the options that every command has. */
export function withCommonOptions(command: Command): Command {
  return command
    .argument(
      '<files...>',
      'catalog-info, spec or OpenSLO files, folders of them, or - for standard input',
    )
    .option(
      '--environment <name>',
      'environment of services that name none; repeat it for several (default: production)',
      parseEnvironment,
    )
    .option(
      '--scrape-interval <duration>',
      'how often Prometheus scrapes the services (default: 15s)',
      parseScrapeInterval,
    )
    .option(
      '--service-label <label>',
      'label that tells services apart on their series (default: service)',
      parseLabelName,
    )
    .option(
      '--default-tier <tier>',
      'tier of Components that name none; without it they are left out',
      parseTier,
    )
    .option(
      '--data-source <name>',
      'data source of services that name none, as OpenSLO files call it',
      parseName,
    )
    .option('--strict', 'let warnings count like errors');
}

/** The engine's settings as the caller chose them. */
export function settingsOf(options: CommonOptions): GenerationSettings {
  const { environment, scrapeInterval, serviceLabel, defaultTier, dataSource } =
    options;
  return {
    ...defaultGenerationSettings,
    ...(environment && { environments: environment }),
    ...(scrapeInterval !== undefined && { scrapeIntervalMs: scrapeInterval }),
    ...(serviceLabel !== undefined && { serviceLabel }),
    ...(defaultTier !== undefined && { defaultTier }),
    ...(dataSource !== undefined && { dataSource }),
  };
}
