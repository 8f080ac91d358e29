import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { outputProblem } from '@nthlayer/engine';
import { MINUTE_MS, SECOND_MS } from '../durations';
import { NthlayerConfig } from './NthlayerConfig';
import { readBudgetAlerts } from './readBudgetAlerts';
import { readDataSourceEntries } from './readDataSourceEntries';
import { readDuration } from './readDuration';
import { readRetention } from './readRetention';
import { readTiers } from './readTiers';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const TIERS: readonly string[] = ['critical', 'high', 'standard', 'low'];

/** Reads `nthlayer` once. Throws an error that names the path of what is wrong. */
export function readNthlayerConfig(rootConfig: Config): NthlayerConfig {
  const config = rootConfig.getOptionalConfig('nthlayer');
  const defaultTier = readDefaultTier(config);
  const tiers = readTiers(rootConfig);
  return {
    dataSources: readDataSourceEntries(config),
    serviceLabel: readServiceLabel(config),
    ...(defaultTier && { defaultTier }),
    ...(tiers && { tiers }),
    outputs: readOutputs(config),
    budgetAlerts: readBudgetAlerts(rootConfig),
    syncMs: readDuration(
      rootConfig,
      'nthlayer.schedule.sync',
      30 * SECOND_MS,
      SECOND_MS,
    ),
    tickMs: readDuration(
      rootConfig,
      'nthlayer.schedule.tick',
      MINUTE_MS,
      SECOND_MS,
    ),
    specFilesMs: readDuration(
      rootConfig,
      'nthlayer.schedule.specFiles',
      5 * MINUTE_MS,
      SECOND_MS,
    ),
    ...readHistory(rootConfig),
    retention: readRetention(rootConfig),
  };
}

function readHistory(config: Config): { historyMs?: number } {
  const key = 'nthlayer.history';
  return config.has(key)
    ? { historyMs: readDuration(config, key, 0, 60 * MINUTE_MS) }
    : {};
}

function readServiceLabel(config: Config | undefined): string {
  const label = config?.getOptionalString('serviceLabel') ?? 'service';
  if (!LABEL_NAME.test(label)) {
    throw new InputError(
      `nthlayer.serviceLabel: "${label}" is not a label name`,
    );
  }
  return label;
}

function readDefaultTier(config: Config | undefined): Tier | undefined {
  const tier = config?.getOptionalString('defaultTier');
  if (tier !== undefined && !isTier(tier)) {
    throw new InputError(
      `nthlayer.defaultTier: "${tier}" is none of ${TIERS.join(', ')}`,
    );
  }
  return tier;
}

function readOutputs(config: Config | undefined): readonly string[] {
  const outputs = config?.getOptionalStringArray('outputs') ?? [];
  outputs.forEach((output, index) => {
    const problem = outputProblem(output);
    if (problem !== undefined) {
      throw new InputError(`nthlayer.outputs[${index}]: ${problem}`);
    }
  });
  return outputs;
}

function isTier(text: string): text is Tier {
  return TIERS.includes(text);
}
