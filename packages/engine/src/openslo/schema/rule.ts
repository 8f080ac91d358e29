import { Condition } from './condition';
import { BOTH, Levels } from './levels';

interface RuleBase {
  /** Of the object that must or must not have the fields: `''` for the one that the rule belongs to, `objectives[]`. */
  readonly at: string;
  readonly code: string;
  /** The rule only counts where this holds. */
  readonly when?: Condition;
  readonly levels: Levels;
  /** How to mend it. */
  readonly hint: string;
}

/** A rule about the fields of an object: where, what, when, and what to do about it. */
export type Rule =
  | (RuleBase & { readonly rule: 'required'; readonly field: string })
  | (RuleBase & { readonly rule: 'forbidden'; readonly field: string })
  | (RuleBase & {
      readonly rule: 'exactly-one';
      readonly of: readonly string[];
      /** Code where there are several; `code` where there is none. */
      readonly severalCode: string;
    })
  | (RuleBase & { readonly rule: 'at-most-one-item'; readonly field: string })
  | (RuleBase & {
      readonly rule: 'unwise';
      readonly field: string;
      readonly summary: string;
    });

type Options = Partial<Pick<RuleBase, 'when' | 'levels' | 'code' | 'hint'>>;

/** Where a path ends: its object and its field. */
function split(path: string): { readonly at: string; readonly field: string } {
  const dot = path.lastIndexOf('.');
  return { at: path.slice(0, Math.max(dot, 0)), field: path.slice(dot + 1) };
}

/** A field that must be there, in some case. */
export function required(path: string, options: Options = {}): Rule {
  const { at, field } = split(path);
  return {
    rule: 'required',
    at,
    field,
    code: 'missing-field',
    levels: BOTH,
    hint: `Add ${field}.`,
    ...options,
  };
}

/** A field that must not be there, in some case. */
export function forbidden(path: string, options: Options = {}): Rule {
  const { at, field } = split(path);
  return {
    rule: 'forbidden',
    at,
    field,
    code: 'forbidden-field',
    levels: BOTH,
    hint: `Remove ${field}.`,
    ...options,
  };
}

/** Fields of which one must be there, and not two. */
export function exactlyOne(
  of: readonly string[],
  severalCode: string,
  options: Options & { readonly at?: string } = {},
): Rule {
  return {
    rule: 'exactly-one',
    at: '',
    of,
    code: 'missing-field',
    severalCode,
    levels: BOTH,
    hint: `Keep one of ${of.join(', ')}.`,
    ...options,
  };
}

/** A list that has one item, in some case. */
export function atMostOneItem(path: string, options: Options = {}): Rule {
  const { at, field } = split(path);
  return {
    rule: 'at-most-one-item',
    at,
    field,
    code: 'too-many-items',
    levels: BOTH,
    hint: 'Keep the first one.',
    ...options,
  };
}

/** Something that is allowed and hardly means what it says. */
export function unwise(
  path: string,
  options: Required<Pick<RuleBase, 'code' | 'hint' | 'levels'>> & {
    readonly when: Condition;
    readonly summary: string;
  },
): Rule {
  return { rule: 'unwise', ...split(path), ...options };
}
