import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const DEFAULT_SEED = 1;

/**
 * Reads an entry of `nthlayer.dataSources` of type `simulator`.
 *
 * @throws InputError for a seed that is not a whole number
 */
export function readSimulatorConfig(config: Config): { seed: number } {
  const seed = config.getOptionalNumber('seed') ?? DEFAULT_SEED;
  if (!Number.isSafeInteger(seed)) {
    throw new InputError('seed of a simulator must be a whole number');
  }
  return { seed };
}
