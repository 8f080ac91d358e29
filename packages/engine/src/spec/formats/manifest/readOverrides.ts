import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from '../../specFile/cursor';
import { isObject } from '../../specFile/readFields';
import { emptyField, wrongType } from '../../specFile/wrongType';
import { FieldUses, noteFields, objectsOf, withoutEffect } from '../notes';
import { isGiven } from '../told';

/** Lists of a template that can be changed. */
export type ListName = 'slo' | 'dependencies';

/** What is to become of one list of a template. */
interface ListOverrides {
  /** Lists behind it. */
  readonly append: readonly Cursor[];
  /** The list in its place. */
  readonly replace?: Cursor;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is to become of the lists of a template. */
export interface Overrides extends Readonly<Record<ListName, ListOverrides>> {
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `template.overrides`: `append` and `replace` by list, in an object or in a list of them. */
export function readOverrides(at: Cursor): Overrides {
  const slo = listOverrides(at.child('slo'));
  const dependencies = listOverrides(at.child('dependencies'));
  return {
    slo,
    dependencies,
    diagnostics: [
      ...otherFields(at),
      ...slo.diagnostics,
      ...dependencies.diagnostics,
    ],
  };
}

function otherFields(at: Cursor): readonly Diagnostic[] {
  const { value } = at;
  if (value === undefined || value === null) {
    return [];
  }
  return isObject(value)
    ? Object.keys(value).flatMap(name => fieldNotes(at.child(name)))
    : [wrongType(at, 'an object of overrides')];
}

function fieldNotes(at: Cursor): readonly Diagnostic[] {
  if (at.name !== 'slo' && at.name !== 'dependencies') {
    return [
      withoutEffect(
        at,
        'Only slo and dependencies of a template have an effect here.',
      ),
    ];
  }
  return at.value === null ? [emptyField(at)] : [];
}

const directiveFields: FieldUses = { read: ['append', 'replace'], idle: {} };

function listOverrides(at: Cursor): ListOverrides {
  const listed = Array.isArray(at.value)
    ? objectsOf(at, 'a list of overrides', 'an override')
    : undefined;
  const directives = listed?.items ?? [at];
  const given = (field: string) =>
    directives.map(each => each.child(field)).filter(isGiven);
  const replace = given('replace').at(-1);
  return {
    append: given('append'),
    ...(replace && { replace }),
    diagnostics: [
      ...(listed?.diagnostics ?? []),
      ...directives.flatMap(each => noteFields(each, directiveFields)),
    ],
  };
}

/** The lists that one of a manifest is made of, first what counts least: what it says itself goes before its template. */
export function listsOf(
  spec: Cursor,
  template: Cursor | undefined,
  overrides: Overrides,
  name: ListName,
): readonly Cursor[] {
  const { append, replace = template?.child(name) } = overrides[name];
  return [...(replace ? [replace] : []), ...append, spec.child(name)];
}
