import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { didYouMean } from '../../spec/didYouMean';
import { otherType } from '../../spec/otherType';
import {
  Cursor,
  Finding,
  findingAt,
  Place,
  placeOfMissing,
} from '../../spec/specFile/cursor';
import { wrongType } from '../../spec/specFile/wrongType';
import { Levels, OpenSloProfile, refusedBy } from './levels';
import { Bound, Check } from './shape';

/** A finding by its levels; who refuses it is said where this profile does not. */
export function problemAt(
  place: Place,
  finding: Omit<Finding, 'severity'>,
  levels: Levels,
  profile: OpenSloProfile,
): Diagnostic {
  const detail = `${finding.detail ?? ''}${refusedBy(levels, profile)}`.trim();
  return findingAt(place, {
    ...finding,
    severity: levels[profile],
    ...(detail !== '' && { detail }),
  });
}

/** A value of another type. */
export function notA(expected: string, at: Cursor): Diagnostic {
  return wrongType(at, expected);
}

/** An object that should say something. */
export function emptyObject(
  at: Cursor,
  levels: Levels,
  profile: OpenSloProfile,
): Diagnostic {
  return problemAt(
    at.place(),
    {
      code: 'missing-field',
      summary: `${at.name} is empty.`,
      detail: 'Add what belongs there.',
    },
    levels,
    profile,
  );
}

/** What the author calls a field of an object: the name that it has in the version of the document. */
export function fieldName(at: Cursor, name: string): string {
  return at.child(name).path.slice(at.path.length).join('.') || name;
}

/** A hint with the names that the author knows. */
export function hintIn(at: Cursor, hint: string): string {
  return hint.replace(/\w+/g, word => fieldName(at, word));
}

/** A field that is not there, or has no value: its own path, and the position of what it should be in. */
export function missingField(
  name: string,
  at: Cursor,
  levels: Levels,
  profile: OpenSloProfile,
  { code = 'missing-field', hint = `Add ${name}.` } = {},
): Diagnostic {
  return problemAt(
    placeOfMissing(at, name),
    {
      code,
      summary: `There is no ${fieldName(at, name)} here.`,
      detail: hintIn(at, hint),
    },
    levels,
    profile,
  );
}

/** A text whose characters show it other than it is. */
export function invalidText(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'invalid-text',
    summary: `${quote(at.value)} has characters that do not show.`,
    detail: 'It is not used. Remove control and text direction characters.',
  });
}

/** A value or key that is not what it must be. */
export function brokenCheck(
  { code, expected, levels, hint }: Check,
  {
    known = [],
    isFine = () => false,
  }: {
    readonly known?: readonly string[];
    /** Whether another value would do. */
    readonly isFine?: (value: unknown) => boolean;
  },
  at: Cursor,
  profile: OpenSloProfile,
  value = at.value,
): Diagnostic {
  const guess = guessOf(value, known) ?? otherType(value, isFine);
  const detail = [
    guess && `Did you mean ${guess}?`,
    hint ?? (guess ? undefined : `Write ${expected}.`),
  ].filter(part => part !== undefined);
  return problemAt(
    at.place(Object.is(value, at.value) ? 'value' : 'key'),
    {
      code,
      summary: `${quote(value)} is not ${expected}.`,
      detail: detail.join(' '),
    },
    levels,
    profile,
  );
}

function guessOf(value: unknown, known: readonly string[]): string | undefined {
  const guess =
    typeof value === 'string' ? didYouMean(value, known) : undefined;
  return guess && quote(guess);
}

/** Too few or too many. */
export function brokenBound(
  { code, expected, levels, max = Infinity }: Bound,
  at: Cursor,
  profile: OpenSloProfile,
): Diagnostic {
  const size = Object.keys(at.value as object).length;
  const first = size > max && Array.isArray(at.value) ? at.child(max) : at;
  return problemAt(
    first.place(),
    {
      code,
      summary:
        size === 0
          ? `${at.name} is empty.`
          : `There ${size === 1 ? 'is' : 'are'} ${size} here, not ${expected}.`,
      detail: size > max ? 'The rest is not read.' : `Add ${expected}.`,
    },
    levels,
    profile,
  );
}
