import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { NamedEntry, ObjectIndex } from '../objectIndex';
import { DeepPartial } from '../readDocument';
import { referencesOf } from '../references';
import { OpenSloSli } from '../sli';
import { OpenSloSlo } from '../slo';
import { idleFields, ignored } from './idleFields';
import { isCompositeSlo } from './isCompositeSlo';
import { ownAnnotations } from './ownAnnotations';

/** Notes on what an object says and nothing is made of. */
export function fieldsWithoutEffect(
  entry: NamedEntry,
  index: ObjectIndex,
): readonly Diagnostic[] {
  return [
    ...onSources(entry, index),
    ...idleFields(entry.kind, entry.at),
    ...ownAnnotations(entry.at, isCompositeSlo(entry)),
    ...(entry.kind === 'SLO' ? onRatios(entry, index) : []),
  ];
}

/** All is read from the data source of the service. */
function onSources(
  entry: NamedEntry,
  index: ObjectIndex,
): readonly Diagnostic[] {
  const [first, ...others] = referencesOf(entry).filter(
    ({ kind, name }) => kind === 'DataSource' && index.find(kind, name),
  );
  if (first === undefined) {
    return [];
  }
  const other = others.find(({ name }) => name !== first.name);
  return [
    ignored(
      first.at,
      'A service is read from the data source that its ServiceSpec, its entity or the configuration names.',
    ),
    ...(other ? [otherSource(other.at, first.name)] : []),
  ];
}

/** An SLI that is referred to is not seen by the rules of the object. */
function onRatios(
  { value, at }: NamedEntry,
  index: ObjectIndex,
): readonly Diagnostic[] {
  const { spec = {} } = value as DeepPartial<OpenSloSlo>;
  return (spec.objectives ?? []).flatMap((objective, position) => {
    const name = objective?.indicatorRef ?? spec.indicatorRef;
    const sli = name === undefined ? undefined : index.find('SLI', name);
    const { ratioMetric } =
      (sli?.value as DeepPartial<OpenSloSli> | undefined)?.spec ?? {};
    const place = at.child('spec').child('objectives').child(position);
    return ['op', 'value']
      .map(field => place.child(field))
      .filter(field => ratioMetric && field.value !== undefined)
      .map(field =>
        ignored(field, 'It has no meaning for a ratio. Remove it.'),
      );
  });
}

function otherSource(at: Cursor, first: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'openslo-several-sources',
    summary: `The metrics are of several data sources: this one is not of ${first}.`,
    detail:
      'All of them are read from the data source of the service. Keep SLOs of another source in the spec of a service that has it.',
  });
}
