import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { DataSourceEntry } from './NthlayerConfig';

const KEY = 'dataSources';
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Reads `nthlayer.dataSources`. */
export function readDataSourceEntries(
  config: Config | undefined,
): DataSourceEntry[] {
  const entries = (config?.getOptionalConfigArray(KEY) ?? []).map(readEntry);
  entries.forEach((entry, index) => {
    const earlier = entries.slice(0, index);
    if (earlier.some(other => other.name === entry.name)) {
      throw new InputError(`${entry.path}.name: "${entry.name}" is taken`);
    }
    if (entry.default && earlier.some(other => other.default)) {
      throw new InputError(`${entry.path}.default: there is one already`);
    }
  });
  return entries;
}

function readEntry(config: Config, index: number): DataSourceEntry {
  const path = `nthlayer.${KEY}[${index}]`;
  const environments = config.getOptionalStringArray('environments') ?? [];
  environments.forEach((environment, at) => {
    checkName(environment, `${path}.environments[${at}]`);
    if (environments.indexOf(environment) !== at) {
      throw new InputError(`${path}.environments[${at}]: is there twice`);
    }
  });
  return {
    name: checkName(config.getString('name'), `${path}.name`),
    type: config.getString('type'),
    default: config.getOptionalBoolean('default') ?? false,
    environments,
    config,
    path,
  };
}

function checkName(name: string, path: string): string {
  if (!NAME.test(name)) {
    throw new InputError(
      `${path}: "${name}" must be 1 to 63 letters, digits, ".", "_" or "-", and begin and end with a letter or digit`,
    );
  }
  return name;
}
