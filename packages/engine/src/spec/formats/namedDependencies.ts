import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt, placeOfMissing } from '../specFile/cursor';
import { FieldUses, noteFields, objectsOf } from './notes';
import { isGiven } from './told';

/** How a format writes a dependency. */
interface DependencyForm {
  /** The field that names it. */
  readonly field: string;
  /** A value of that field. */
  readonly example: string;
  readonly fields: FieldUses;
}

/** The dependencies of a list that have a name; findings on them, and on the others. */
export function namedDependencies(
  list: Cursor,
  { field, example, fields }: DependencyForm,
): {
  readonly items: readonly Cursor[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { items, diagnostics } = objectsOf(
    list,
    'a list of dependencies',
    `a dependency, such as ${field}: ${example}`,
  );
  const isNamed = (at: Cursor) => isGiven(at.child(field));
  const nameless = (at: Cursor) =>
    findingAt(placeOfMissing(at, field), {
      severity: 'error',
      code: 'missing-field',
      summary: `The dependency has no ${field}.`,
      detail: `It is left out. Add ${field}: ${example}.`,
    });
  return {
    items: items.filter(isNamed),
    diagnostics: [
      ...diagnostics,
      ...items.flatMap(at => [
        ...noteFields(at, fields),
        ...(isNamed(at) ? [] : [nameless(at)]),
      ]),
    ],
  };
}
