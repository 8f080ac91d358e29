import { Fragment } from './fragment';
import { BOTH, Levels } from './levels';
import { Rule } from './rule';

/** What a value must be, and the finding on one that is not. */
export interface Check {
  readonly fragment: Fragment;
  /** What no JSON Schema can say, such as that a day exists. */
  readonly test?: (value: unknown) => boolean;
  readonly code: string;
  /** Ends the sentence "… is not". */
  readonly expected: string;
  readonly levels: Levels;
  readonly hint?: string;
}

/** A text, number or boolean. The first check that does not hold is told. */
export interface Scalar<T> {
  readonly kind: 'scalar';
  readonly checks: readonly Check[];
  /** Values to guess from. */
  readonly known?: readonly string[];
  readonly sample?: T;
}

/** An object of named fields. */
export interface Struct<T> {
  readonly kind: 'struct';
  readonly fields: Fields<T>;
  readonly rules: readonly Rule[];
  readonly sample?: T;
}

/** How few or many items a list or keys a map may have. */
export interface Bound {
  readonly min?: number;
  readonly max?: number;
  readonly code: string;
  readonly expected: string;
  readonly levels: Levels;
}

/** A list of things alike. */
export interface List<T> {
  readonly kind: 'list';
  readonly of: AnyShape;
  readonly bounds: readonly Bound[];
  readonly sample?: T;
}

/** An object whose keys the user chooses. */
export interface Mapping<T> {
  readonly kind: 'mapping';
  readonly keys: readonly Check[];
  readonly values: AnyShape;
  readonly bounds: readonly Bound[];
  readonly sample?: T;
}

/** Whatever YAML can say, as long as its texts are harmless. */
export interface Anything<T> {
  readonly kind: 'anything';
  /** How bad it is that an object has no keys. */
  readonly filled?: Levels;
  readonly sample?: T;
}

/** One of several, told apart by being a list or not. */
export interface Either<T> {
  readonly kind: 'either';
  readonly list: AnyShape;
  readonly other: AnyShape;
  readonly sample?: T;
}

/** What a value of the type `T` looks like. */
export type Shape<T> =
  | Scalar<T>
  | Struct<T>
  | List<T>
  | Mapping<T>
  | Anything<T>
  | Either<T>;

/** A shape, whatever its type. */
export type AnyShape = Shape<unknown>;

/** A field of an object. */
export interface Field<T> {
  readonly shape: Shape<T>;
  /** How bad it is when it is missing; a field without is optional. */
  readonly required?: Levels;
  readonly description: string;
}

/** Exactly the fields of a type, so that a field that one of them lacks does not compile. */
export type Fields<T> = {
  readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>>;
};

export function scalar<T>(
  checks: readonly Check[],
  known?: readonly string[],
): Scalar<T> {
  return { kind: 'scalar', checks, ...(known && { known }) };
}

export function struct<T>(
  fields: Fields<T>,
  rules: readonly Rule[] = [],
): Struct<T> {
  return { kind: 'struct', fields, rules };
}

export function list<T>(
  of: Shape<T>,
  ...bounds: readonly Bound[]
): List<readonly T[]> {
  return { kind: 'list', of, bounds };
}

export function mapping<T>(
  values: Shape<T>,
  keys: readonly Check[] = [],
  ...bounds: readonly Bound[]
): Mapping<Readonly<Record<string, T>>> {
  return { kind: 'mapping', keys, values, bounds };
}

/** One of two, by being a list or not. */
export function either<A, B>(listed: Shape<A>, other: Shape<B>): Either<A | B> {
  return { kind: 'either', list: listed, other };
}

export function anything(filled?: Levels): Anything<unknown> {
  return { kind: 'anything', ...(filled && { filled }) };
}

/** A field that must be there. */
export function must<T>(
  shape: Shape<T>,
  description: string,
  required: Levels = BOTH,
): Field<T> {
  return { shape, description, required };
}

/** A field that may be there. */
export function may<T>(shape: Shape<T>, description: string): Field<T> {
  return { shape, description };
}
