import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, quote, unknownValue } from './diagnostics';
import { Reading } from './reading';
import { isScopeName, SCOPE_NAME_RULE } from './scopeName';
import { DataSourceInfo, SpecContext } from './specContext';
import { Place } from './specFile/cursor';
import { SpecFields } from './specFile/specFields';

const CONFIG = 'nthlayer.dataSources';

/** The data source of a service; one that is not known here has no name unless the spec gives one. */
export type ChosenDataSource = Pick<DataSourceInfo, 'environments'> &
  Partial<Pick<DataSourceInfo, 'name'>>;

/** A name that an annotation or the spec file gives. */
interface Named {
  readonly name: unknown;
  readonly place: Place;
  readonly provenance: Provenance;
}

/** The data source of a service; `undefined` with a finding when there is none to use. */
export function readDataSource(
  annotations: Annotations,
  file: SpecFields | undefined,
  { dataSources, offline }: SpecContext,
): Reading<ChosenDataSource | undefined> {
  const named = nameOf(annotations, file);
  if (named && offline) {
    return unknownHere(named, offline.environments);
  }
  if (named && dataSources.length > 0) {
    return namedDataSource(named, dataSources);
  }
  const value =
    dataSources.length === 1
      ? dataSources[0]
      : dataSources.find(source => source.default) ?? offline;
  return {
    value,
    provenance: { source: 'config', from: CONFIG },
    diagnostics: value === undefined ? [noDataSource(dataSources)] : [],
  };
}

/** The data sources that environments name for themselves, by environment. */
export function readOverlaySources(
  file: SpecFields | undefined,
  { dataSources, offline }: SpecContext,
): ReadonlyMap<string, Reading<ChosenDataSource | undefined>> {
  const sources = new Map<string, Reading<ChosenDataSource | undefined>>();
  for (const { name, overlay } of file?.environments?.value ?? []) {
    const at = overlay?.dataSource;
    if (at) {
      const named: Named = {
        name: at.value,
        place: at.place(),
        provenance: at.provenance(),
      };
      sources.set(
        name.value,
        offline
          ? unknownHere(named, offline.environments)
          : namedDataSource(named, dataSources),
      );
    }
  }
  return sources;
}

function nameOf(
  annotations: Annotations,
  file: SpecFields | undefined,
): Named | undefined {
  const key = NTHLAYER_ANNOTATIONS.dataSource;
  const annotated = annotations.values.get(key);
  if (annotated !== undefined) {
    return {
      name: annotated,
      place: { path: annotationPath(key) },
      provenance: { source: 'annotation', from: key },
    };
  }
  return (
    file?.dataSource && {
      name: file.dataSource.value,
      place: file.dataSource.place(),
      provenance: file.dataSource.provenance(),
    }
  );
}

/** Which data sources exist is not known, so that any name is taken. */
function unknownHere(
  { name, place, provenance }: Named,
  environments: readonly string[],
): Reading<ChosenDataSource | undefined> {
  return isScopeName(name)
    ? { value: { name, environments }, provenance, place, diagnostics: [] }
    : {
        value: undefined,
        provenance,
        place,
        diagnostics: [
          {
            severity: 'error',
            code: 'unknown-data-source',
            ...place,
            summary: `${quote(name)} cannot be the name of a data source.`,
            detail: `Nothing is built: another data source would show other figures. It must be ${SCOPE_NAME_RULE}.`,
          },
        ],
      };
}

function namedDataSource(
  { name, place, provenance }: Named,
  dataSources: readonly DataSourceInfo[],
): Reading<ChosenDataSource | undefined> {
  const value = dataSources.find(source => source.name === name);
  return {
    value,
    provenance,
    place,
    diagnostics: value
      ? []
      : [
          unknownValue({
            code: 'unknown-data-source',
            ...place,
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
