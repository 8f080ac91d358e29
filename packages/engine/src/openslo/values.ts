import { BOTH, Check, Levels, Scalar, scalar } from './schema';

/**
 * How a value is compared with a threshold.
 *
 * @public
 */
export type OpenSloOperator = 'lte' | 'gte' | 'lt' | 'gt';

/** Texts and numbers that fields of several kinds have. */

const LINE = '^[^\\p{Cc}\\p{Cs}\\p{Bidi_Control}]*$';
const TEXT = '^(?:[\\n\\t]|[^\\p{Cc}\\p{Cs}\\p{Bidi_Control}])*$';
const NAME = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';
const LONGEST_DESCRIPTION = 1050;

/** A text of one line. */
export function line(...more: readonly Check[]): Scalar<string> {
  return scalar([
    {
      fragment: { type: 'string', pattern: LINE },
      code: 'invalid-text',
      expected: 'a text on one line',
      levels: BOTH,
    },
    ...more,
  ]);
}

/** A text of one line that says something. */
export function word(...more: readonly Check[]): Scalar<string> {
  return scalar([
    {
      fragment: { type: 'string', minLength: 1, pattern: LINE },
      code: 'invalid-text',
      expected: 'a text on one line',
      levels: BOTH,
    },
    ...more,
  ]);
}

/** At most so many characters. */
export function atMost(maxLength: number, levels: Levels): Check {
  return {
    fragment: { type: 'string', maxLength },
    code: 'too-long',
    expected: `a text of at most ${maxLength} characters`,
    levels,
  };
}

/** The rule of names, for what only should be one. */
export function nameCheck(levels: Levels): Check {
  return {
    fragment: { type: 'string', pattern: NAME },
    code: 'invalid-name',
    expected:
      'a name of at most 63 lower-case letters, digits and hyphens between them',
    levels,
  };
}

/** A name of an object: a DNS label of RFC 1123. */
export const name: Scalar<string> = scalar([nameCheck(BOTH)]);

export const description: Scalar<string> = scalar([
  {
    fragment: { type: 'string', pattern: TEXT },
    code: 'invalid-text',
    expected: 'a text',
    levels: BOTH,
  },
  atMost(LONGEST_DESCRIPTION, BOTH),
]);

export const bool: Scalar<boolean> = scalar([
  {
    fragment: { type: 'boolean' },
    code: 'wrong-type',
    expected: 'true or false',
    levels: BOTH,
  },
]);

export const number: Scalar<number> = scalar([
  {
    fragment: { type: 'number' },
    code: 'wrong-type',
    expected: 'a number',
    levels: BOTH,
  },
]);

/** One of a few words. */
export function choice<T extends string>(
  code: string,
  what: string,
  ...values: readonly T[]
): Scalar<T> {
  return scalar(
    [
      {
        fragment: { enum: values },
        code,
        expected: `${what}: ${values.join(', ')}`,
        levels: BOTH,
      },
    ],
    values,
  );
}

export const operator: Scalar<OpenSloOperator> = choice(
  'unknown-operator',
  'an operator',
  'lte',
  'gte',
  'lt',
  'gt',
);
