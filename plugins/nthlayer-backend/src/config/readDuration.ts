import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { SECOND_MS } from '../durations';

/** A duration of the configuration, milliseconds. Throws an error that names the key when it is too short. */
export function readDuration(
  config: Config,
  key: string,
  defaultMs: number,
  leastMs: number,
): number {
  if (!config.has(key)) {
    return defaultMs;
  }
  const durationMs = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (durationMs < leastMs) {
    throw new InputError(
      `${key}: must be at least ${leastMs / SECOND_MS} seconds`,
    );
  }
  return durationMs;
}
