import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { printPath } from '../documents/propertyPath';
import { Cursor, findingAt } from '../specFile/cursor';
import { isObject, unknownFields } from '../specFile/readFields';
import { withoutEffect } from '../specFile/withoutEffect';
import { emptyField, wrongType } from '../specFile/wrongType';
import { isGiven } from './told';

export { withoutEffect };

/** Fields of an object of another format, by what becomes of them. */
export interface FieldUses {
  readonly read: readonly string[];
  /** Fields without a meaning here, each with the reason. */
  readonly idle: Readonly<Record<string, string>>;
  /** Fields that are often written here and are known elsewhere: `under spec`. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** All fields of an object, as those that are known at another place. */
export function fieldsAt(
  place: string,
  { read, idle }: FieldUses,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...read, ...Object.keys(idle)].map(name => [name, place]),
  );
}

/**
 * Findings on the fields of an object: those without a value or a meaning here, and those that the format does not
 * know.
 */
export function noteFields(
  at: Cursor,
  { read, idle, elsewhere = {} }: FieldUses,
): readonly Diagnostic[] {
  const { value } = at;
  if (value === undefined || value === null) {
    return [];
  }
  if (
    isObject(value) &&
    Object.keys(value).every(
      name => read.includes(name) && value[name] !== null,
    )
  ) {
    return [];
  }
  const known = [...read, ...Object.keys(idle)];
  const found = unknownFields(at, known, {
    placeOf: name =>
      Object.hasOwn(elsewhere, name) ? elsewhere[name] : undefined,
  });
  if (!isObject(value)) {
    return found;
  }
  const given = known
    .filter(name => Object.hasOwn(value, name))
    .map(name => at.child(name));
  return [
    ...given
      .filter(field => field.value !== null && !read.includes(field.name))
      .map(field => withoutEffect(field, idle[field.name])),
    ...given.filter(field => field.value === null).map(emptyField),
    ...found,
  ];
}

/** Why a field has no effect that another one goes before. */
export function saidBy(other: Cursor): string {
  return `${printPath(other.path)} says it already, and goes before it.`;
}

/** Notes on the fields of an object that could have had a meaning, were it not for what else it says. */
export function unusedFields(
  at: Cursor,
  fields: readonly string[],
  why: string,
): readonly Diagnostic[] {
  return fields
    .map(name => at.child(name))
    .filter(isGiven)
    .map(field => withoutEffect(field, why));
}

/** The finding on a promise that nothing measures. */
export function notMeasured(at: Cursor, what: string, why: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'slo-not-measured',
    summary: `${what} is not measured.`,
    detail: `${why} It is left out.`,
  });
}

/** More than any service has. */
export const MOST_ITEMS = 500;

interface Items {
  readonly items: readonly Cursor[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The items of a list; nothing and a finding where there is something else. */
export function itemsOf(at: Cursor, expected: string): Items {
  const { value } = at;
  if (Array.isArray(value)) {
    return {
      items: value.slice(0, MOST_ITEMS).map((_item, index) => at.child(index)),
      diagnostics: value.length > MOST_ITEMS ? [tooManyItems(at)] : [],
    };
  }
  return {
    items: [],
    diagnostics: isGiven(at) ? [wrongType(at, expected)] : [],
  };
}

/** Those of the items of a list that have fields; findings on the others. */
export function objectsOf(at: Cursor, list: string, item: string): Items {
  const { items, diagnostics } = itemsOf(at, list);
  const isUsable = ({ value }: Cursor) => isObject(value);
  return items.every(isUsable)
    ? { items, diagnostics }
    : {
        items: items.filter(isUsable),
        diagnostics: [
          ...diagnostics,
          ...items
            .filter(each => !isUsable(each))
            .map(each => wrongType(each, item)),
        ],
      };
}

/** The finding on a list or object that is too long. */
export function tooManyItems(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'too-many-items',
    summary: `${quote(at.name)} has more than ${MOST_ITEMS} items.`,
    detail: 'The others are left out.',
  });
}
