import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isScopeName, SCOPE_NAME_RULE } from '@nthlayer/engine';
import { DataSourceEntry } from './NthlayerConfig';

const KEY = 'dataSources';

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
  if (!isScopeName(name)) {
    throw new InputError(`${path}: "${name}" must be ${SCOPE_NAME_RULE}`);
  }
  return name;
}
