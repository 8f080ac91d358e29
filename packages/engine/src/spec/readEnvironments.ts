import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, quote, unknownValue } from './diagnostics';
import { environmentNames } from './environmentNames';
import { ChosenDataSource } from './readDataSource';
import { Reading } from './reading';
import { isScopeName, SCOPE_NAME_RULE } from './scopeName';
import { SpecContext } from './specContext';
import { Place } from './specFile/cursor';
import { SpecFields } from './specFile/specFields';

const ONLY_ENVIRONMENT = 'default';

/** The data sources of environments that have their own. */
export type OverlaySources = ReadonlyMap<
  string,
  Reading<ChosenDataSource | undefined>
>;

/** An environment that a service names. */
interface Named {
  readonly name: string;
  readonly place: Place;
}

/** The environments of a service, in the order in which it names them; empty when it names only unknown ones. */
export function readEnvironments(
  annotations: Annotations,
  file: SpecFields | undefined,
  dataSource: ChosenDataSource,
  { offline }: SpecContext,
  own: OverlaySources = new Map(),
): Reading<readonly string[]> {
  const served = servedBy(dataSource);
  const named = namesOf(annotations, file);
  if (named === undefined) {
    return {
      value: served,
      provenance: provenanceOf(dataSource),
      diagnostics: [],
    };
  }
  const { names } = named;
  const sourceOf = (name: string) =>
    own.has(name) ? own.get(name)?.value : dataSource;
  const usable = ({ name }: Named) => {
    const source = sourceOf(name);
    return offline
      ? isScopeName(name)
      : source !== undefined && servedBy(source).includes(name);
  };
  const value = names.filter(usable).map(({ name }) => name);
  const elsewhere = named.elsewhere
    ? served.filter(name => !value.includes(name))
    : [];
  return {
    provenance: named.elsewhere ? provenanceOf(dataSource) : named.provenance,
    value: [...value, ...elsewhere],
    diagnostics: names.flatMap(each => {
      const source = sourceOf(each.name);
      if (usable(each) || source === undefined) {
        return [];
      }
      return offline ? noName(each) : unknown(each, servedBy(source), source);
    }),
  };
}

function provenanceOf({ environments }: ChosenDataSource): Provenance {
  return environments.length > 0
    ? { source: 'config', from: 'nthlayer.dataSources' }
    : { source: 'default', from: 'the data source names none' };
}

function servedBy({ environments }: ChosenDataSource): readonly string[] {
  return environments.length > 0 ? environments : [ONLY_ENVIRONMENT];
}

function namesOf(
  annotations: Annotations,
  file: SpecFields | undefined,
):
  | {
      readonly names: readonly Named[];
      readonly provenance: Provenance;
      /** The service runs where its data source says, too. */
      readonly elsewhere: boolean;
    }
  | undefined {
  const key = NTHLAYER_ANNOTATIONS.environments;
  const list = annotations.values.get(key);
  if (list !== undefined) {
    const place = { path: annotationPath(key) };
    return {
      names: environmentNames(list).map(name => ({ name, place })),
      provenance: { source: 'annotation', from: key },
      elsewhere: false,
    };
  }
  return (
    file?.environments && {
      names: file.environments.value.map(({ name }) => ({
        name: name.value,
        place: name.at.place(),
      })),
      provenance: file.environments.at.provenance(),
      elsewhere: file.runsElsewhere === true,
    }
  );
}

function unknown(
  { name, place }: Named,
  known: readonly string[],
  { name: source }: ChosenDataSource,
): Diagnostic {
  return unknownValue({
    code: 'unknown-environment',
    ...place,
    what: `environment of the data source ${source}`,
    value: name,
    known,
    consequence: 'It is left out.',
  });
}

function noName({ name, place }: Named): Diagnostic {
  return {
    severity: 'error',
    code: 'unknown-environment',
    ...place,
    summary: `${quote(name)} cannot be the name of an environment.`,
    detail: `It is left out. It must be ${SCOPE_NAME_RULE}.`,
  };
}
