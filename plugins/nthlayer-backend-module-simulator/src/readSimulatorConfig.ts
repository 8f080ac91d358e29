import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const DEFAULT_SEED = 1;

/** An entry of `nthlayer.dataSources` of type `simulator`. */
export interface SimulatorConfig {
  readonly seed: number;
  readonly unknownServices: 'none' | 'steady';
}

function readUnknownServices(config: Config): 'none' | 'steady' {
  const value = config.getOptionalString('unknownServices') ?? 'none';
  if (value !== 'none' && value !== 'steady') {
    throw new InputError('unknownServices of a simulator is none or steady');
  }
  return value;
}

/**
 * Reads an entry of `nthlayer.dataSources` of type `simulator`.
 *
 * @throws InputError for a seed that is not a whole number, and for another word than `none` or `steady`
 */
export function readSimulatorConfig(config: Config): SimulatorConfig {
  const seed = config.getOptionalNumber('seed') ?? DEFAULT_SEED;
  if (!Number.isSafeInteger(seed)) {
    throw new InputError('seed of a simulator must be a whole number');
  }
  return { seed, unknownServices: readUnknownServices(config) };
}
