import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, unknownValue } from './diagnostics';
import { Reading } from './reading';
import { DataSourceInfo } from './specContext';

const ONLY_ENVIRONMENT = 'default';

/** The environments that a data source serves; one called `default` when it names none. */
export function environmentsOf(dataSource: DataSourceInfo): readonly string[] {
  return dataSource.environments.length > 0
    ? dataSource.environments
    : [ONLY_ENVIRONMENT];
}

/** The environments of a service, in the order of its annotation; empty when it names only unknown ones. */
export function readEnvironments(
  annotations: Annotations,
  dataSource: DataSourceInfo,
): Reading<readonly string[]> {
  const known = environmentsOf(dataSource);
  const list = annotations.values.get(NTHLAYER_ANNOTATIONS.environments);
  if (list === undefined) {
    return {
      value: known,
      provenance:
        dataSource.environments.length > 0
          ? { source: 'config', from: 'nthlayer.dataSources' }
          : { source: 'default', from: 'the data source names none' },
      diagnostics: [],
    };
  }
  const path = annotationPath(NTHLAYER_ANNOTATIONS.environments);
  const names = [...new Set(list.split(',').map(name => name.trim()))];
  return {
    value: names.filter(name => known.includes(name)),
    provenance: {
      source: 'annotation',
      from: NTHLAYER_ANNOTATIONS.environments,
    },
    diagnostics: names
      .filter(name => !known.includes(name))
      .map(name =>
        unknownValue({
          code: 'unknown-environment',
          path,
          what: `environment of the data source ${dataSource.name}`,
          value: name,
          known,
          consequence: 'It is left out.',
        }),
      ),
  };
}
