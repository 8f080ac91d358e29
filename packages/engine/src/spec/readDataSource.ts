import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, unknownValue } from './diagnostics';
import { Reading } from './reading';
import { DataSourceInfo, SpecContext } from './specContext';

const CONFIG = 'nthlayer.dataSources';

/** The data source of a service; `undefined` with a finding when there is none to use. */
export function readDataSource(
  annotations: Annotations,
  { dataSources }: SpecContext,
): Reading<DataSourceInfo | undefined> {
  const name = annotations.values.get(NTHLAYER_ANNOTATIONS.dataSource);
  if (name !== undefined && dataSources.length > 0) {
    return namedDataSource(name, dataSources);
  }
  const value =
    dataSources.length === 1
      ? dataSources[0]
      : dataSources.find(source => source.default);
  return {
    value,
    provenance: { source: 'config', from: CONFIG },
    diagnostics: value === undefined ? [noDataSource(dataSources)] : [],
  };
}

function namedDataSource(
  name: string,
  dataSources: readonly DataSourceInfo[],
): Reading<DataSourceInfo | undefined> {
  const value = dataSources.find(source => source.name === name);
  return {
    value,
    provenance: { source: 'annotation', from: NTHLAYER_ANNOTATIONS.dataSource },
    diagnostics: value
      ? []
      : [
          unknownValue({
            code: 'unknown-data-source',
            path: annotationPath(NTHLAYER_ANNOTATIONS.dataSource),
            what: 'data source',
            value: name,
            known: dataSources.map(source => source.name),
            consequence:
              'Nothing is built: another data source would show other figures.',
          }),
        ],
  };
}

function noDataSource(dataSources: readonly DataSourceInfo[]): Diagnostic {
  return dataSources.length === 0
    ? {
        severity: 'error',
        code: 'no-data-source',
        path: CONFIG,
        summary: 'No data source is configured.',
        detail: `An administrator adds one to ${CONFIG}.`,
      }
    : {
        severity: 'error',
        code: 'no-default-data-source',
        path: annotationPath(NTHLAYER_ANNOTATIONS.dataSource),
        summary: 'There are several data sources and none is the default.',
        detail: `Name one with ${NTHLAYER_ANNOTATIONS.dataSource}: ${dataSources
          .map(source => source.name)
          .join(', ')}.`,
      };
}
