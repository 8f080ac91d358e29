import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, quote, unknownValue } from './diagnostics';
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
      provenance:
        dataSource.environments.length > 0
          ? { source: 'config', from: 'nthlayer.dataSources' }
          : { source: 'default', from: 'the data source names none' },
      diagnostics: [],
    };
  }
  const { names, ...reading } = named;
  const sourceOf = (name: string) =>
    own.has(name) ? own.get(name)?.value : dataSource;
  const usable = ({ name }: Named) => {
    const source = sourceOf(name);
    return offline
      ? isScopeName(name)
      : source !== undefined && servedBy(source).includes(name);
  };
  return {
    ...reading,
    value: names.filter(usable).map(({ name }) => name),
    diagnostics: names.flatMap(each => {
      const source = sourceOf(each.name);
      if (usable(each) || source === undefined) {
        return [];
      }
      return offline ? noName(each) : unknown(each, servedBy(source), source);
    }),
  };
}

function servedBy({ environments }: ChosenDataSource): readonly string[] {
  return environments.length > 0 ? environments : [ONLY_ENVIRONMENT];
}

function namesOf(
  annotations: Annotations,
  file: SpecFields | undefined,
):
  | (Pick<Reading<unknown>, 'provenance'> & { names: readonly Named[] })
  | undefined {
  const key = NTHLAYER_ANNOTATIONS.environments;
  const list = annotations.values.get(key);
  if (list !== undefined) {
    const names = new Set(withoutTrailingComma(list).split(',').map(trimmed));
    const place = { path: annotationPath(key) };
    return {
      names: [...names].map(name => ({ name, place })),
      provenance: { source: 'annotation', from: key },
    };
  }
  return (
    file?.environments && {
      names: file.environments.value.map(({ name }) => ({
        name: name.value,
        place: name.at.place(),
      })),
      provenance: file.environments.at.provenance(),
    }
  );
}

/** A list may end with a comma; an annotation of nothing else names no environment, which is told. */
function withoutTrailingComma(list: string): string {
  return list.replace(/,\s*$/, '');
}

function trimmed(text: string): string {
  return text.trim();
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
