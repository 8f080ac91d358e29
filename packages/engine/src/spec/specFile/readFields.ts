import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { z } from 'zod';
import { quote } from '../diagnostics';
import { didYouMean } from '../didYouMean';
import { otherType } from '../otherType';
import { Cursor, findingAt } from './cursor';
import { emptyField, LEFT_OUT, wrongType } from './wrongType';

/** What a field holds and how it is answered when it does not. */
export interface FieldRule<T> {
  readonly schema: z.ZodType<T>;
  readonly code: string;
  /** Ends the sentence "… is not". */
  readonly expected: string;
  /** Values to guess from. */
  readonly known?: readonly string[];
  /** What follows from a broken value, where it is more than that the value is not read. */
  readonly follows?: string;
}

/** A value that obeys its rule, and where it stands. */
export interface Found<T> {
  readonly value: T;
  readonly at: Cursor;
}

/** The usable fields of an object; what is missing or broken is absent. */
export type FoundFields<R extends Rules> = {
  readonly [K in keyof R]?: R[K] extends FieldRule<infer T> ? Found<T> : never;
};

/** Rules by the name of the field. */
export type Rules = Readonly<Record<string, FieldRule<unknown>>>;

/** Reads the fields of an object one by one: a broken field does not touch the others. */
export function readFields<R extends Rules>(
  cursor: Cursor,
  rules: R,
  hints: FieldHints = {},
): { readonly fields: FoundFields<R>; readonly diagnostics: Diagnostic[] } {
  const { value } = cursor;
  const fields: Record<string, Found<unknown>> = {};
  if (value === undefined || value === null) {
    return { fields: fields as FoundFields<R>, diagnostics: [] };
  }
  const names = Object.keys(rules);
  const diagnostics = unknownFields(cursor, names, hints);
  if (!isObject(value)) {
    return { fields: fields as FoundFields<R>, diagnostics };
  }
  for (const name of names) {
    if (Object.hasOwn(value, name) && value[name] !== undefined) {
      const read = readField(cursor.child(name), rules[name]);
      diagnostics.push(...read.diagnostics);
      if (read.found?.value === null) {
        diagnostics.push(emptyField(read.found.at));
      } else if (read.found) {
        fields[name] = read.found;
      }
    }
  }
  return { fields: fields as FoundFields<R>, diagnostics };
}

/** Reads one value by its rule. */
export function readField<T>(
  at: Cursor,
  rule: FieldRule<T>,
): { readonly found?: Found<T>; readonly diagnostics: readonly Diagnostic[] } {
  const parsed = rule.schema.safeParse(at.value);
  return parsed.success
    ? { found: { value: parsed.data, at }, diagnostics: [] }
    : { diagnostics: [brokenField(at, rule)] };
}

/** Whether a value has named fields. */
export function isObject(
  value: unknown,
): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MOST_EXAMPLES = 3;

/** How findings on unknown fields help. */
export interface FieldHints {
  /** What people call the known fields. */
  readonly shown?: () => readonly string[];
  /** Where a field would be known, as a sentence says it: `under spec`. */
  readonly placeOf?: (name: string) => string | undefined;
}

/** Findings on the fields that nobody reads; or on something that has none. */
export function unknownFields(
  cursor: Cursor,
  known: readonly string[],
  { shown = () => known, placeOf = () => undefined }: FieldHints = {},
): Diagnostic[] {
  const { value } = cursor;
  if (!isObject(value)) {
    const some = shown().slice(0, MOST_EXAMPLES).join(', ');
    return [wrongType(cursor, `an object with fields such as ${some}`)];
  }
  return Object.keys(value)
    .filter(name => !known.includes(name))
    .map(name =>
      unknownField(cursor.child(name), name, shown(), placeOf(name)),
    );
}

function unknownField(
  at: Cursor,
  name: string,
  known: readonly string[],
  place: string | undefined,
): Diagnostic {
  const guess = didYouMean(name, known);
  const meant = guess === undefined ? '' : `Did you mean ${guess}? `;
  const hint = place === undefined ? meant : `It belongs ${place}. `;
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'unknown-field',
    summary: `There is no field ${quote(name)} here.`,
    detail: `${hint}${LEFT_OUT} Known: ${known.join(', ')}.`,
  });
}

function brokenField(at: Cursor, rule: FieldRule<unknown>): Diagnostic {
  const { value } = at;
  const { code, expected, schema, known = [], follows = LEFT_OUT } = rule;
  const word = typeof value === 'string' ? didYouMean(value, known) : undefined;
  const guess =
    word === undefined
      ? otherType(value, each => schema.safeParse(each).success)
      : quote(word);
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return findingAt(at.place(), {
    severity: 'error',
    code,
    summary: `${quote(value)} is not ${expected}.`,
    detail: `${hint}${follows}`,
  });
}
