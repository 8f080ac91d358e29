import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TierObjectives, TierTable, defaultTiers } from '@nthlayer/engine';

const KEY = 'nthlayer.tiers';
const TIERS = Object.keys(defaultTiers) as Tier[];
const FIELDS = ['availability', 'latency'];
const LATENCY_FIELDS = ['target', 'threshold'];

/** Reads `nthlayer.tiers`: what is given takes the place of the built-in value, the rest stays. */
export function readTiers(config: Config): TierTable | undefined {
  if (!config.has(KEY)) {
    return undefined;
  }
  const given = readKeys(config, KEY, TIERS);
  return {
    ...defaultTiers,
    ...Object.fromEntries(
      TIERS.filter(tier => given.includes(tier)).map(
        tier => [tier, readTier(config, tier)] as const,
      ),
    ),
  };
}

function readTier(config: Config, tier: Tier): TierObjectives {
  const path = `${KEY}.${tier}`;
  readKeys(config, path, FIELDS);
  if (config.has(`${path}.latency`)) {
    readKeys(config, `${path}.latency`, LATENCY_FIELDS);
  }
  const { availability, latency } = defaultTiers[tier];
  const { objective, thresholdMs } = latency;
  return {
    availability:
      readPercentage(config, `${path}.availability`) ?? availability,
    latency: {
      objective: readPercentage(config, `${path}.latency.target`) ?? objective,
      thresholdMs:
        readThreshold(config, `${path}.latency.threshold`) ?? thresholdMs,
    },
  };
}

function readKeys(
  config: Config,
  key: string,
  known: readonly string[],
): readonly string[] {
  const keys = config.getConfig(key).keys();
  const stranger = keys.find(name => !known.includes(name));
  if (stranger !== undefined) {
    throw new InputError(
      `${key}.${stranger}: is not known; known are ${known.join(', ')}`,
    );
  }
  return keys;
}

/** A percentage as a ratio. */
function readPercentage(config: Config, key: string): number | undefined {
  const percent = config.getOptionalNumber(key);
  if (percent === undefined) {
    return undefined;
  }
  if (!(percent > 0 && percent < 100)) {
    throw new InputError(
      `${key}: ${percent} must be a percentage above 0 and below 100`,
    );
  }
  // 99.9 / 100 has digits beyond the twelfth that nobody wrote.
  return Number((percent / 100).toPrecision(12));
}

function readThreshold(config: Config, key: string): number | undefined {
  if (!config.has(key)) {
    return undefined;
  }
  const thresholdMs = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (!(thresholdMs > 0)) {
    throw new InputError(`${key}: must be longer than nothing`);
  }
  return thresholdMs;
}
