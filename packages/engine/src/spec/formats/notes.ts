import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { Cursor, findingAt } from '../specFile/cursor';
import { isObject, unknownFields } from '../specFile/readFields';
import { withoutEffect } from '../specFile/withoutEffect';

export { withoutEffect };

/** Fields of an object of another format, by what becomes of them. */
export interface FieldUses {
  readonly read: readonly string[];
  /** Fields without a meaning here, each with the reason. */
  readonly idle: Readonly<Record<string, string>>;
}

/** Findings on the fields of an object: those without a meaning here, and those that the format does not know. */
export function noteFields(
  at: Cursor,
  { read, idle }: FieldUses,
): readonly Diagnostic[] {
  const { value } = at;
  if (value === undefined || value === null) {
    return [];
  }
  if (
    isObject(value) &&
    Object.keys(value).every(name => read.includes(name))
  ) {
    return [];
  }
  const found = unknownFields(at, [...read, ...Object.keys(idle)]);
  return isObject(value)
    ? [
        ...Object.keys(idle)
          .filter(name => Object.hasOwn(value, name))
          .map(name => withoutEffect(at.child(name), idle[name])),
        ...found,
      ]
    : found;
}

/** Notes on the fields of an object that could have had a meaning, were it not for what else it says. */
export function unusedFields(
  at: Cursor,
  fields: readonly string[],
  why: string,
): readonly Diagnostic[] {
  return fields
    .map(name => at.child(name))
    .filter(({ value }) => value !== undefined && value !== null)
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

/** The items of a list; nothing and a finding where there is something else. */
export function itemsOf(
  at: Cursor,
  expected: string,
): {
  readonly items: readonly Cursor[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { value } = at;
  if (Array.isArray(value)) {
    return {
      items: value.slice(0, MOST_ITEMS).map((_item, index) => at.child(index)),
      diagnostics: value.length > MOST_ITEMS ? [tooManyItems(at)] : [],
    };
  }
  const absent = value === undefined || value === null;
  return { items: [], diagnostics: absent ? [] : [wrong(at, expected)] };
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

function wrong(at: Cursor, expected: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'wrong-type',
    summary: `${quote(at.value)} is not ${expected}.`,
    detail: 'It is read as if it were not there.',
  });
}
