import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { Cursor, findingAt } from './cursor';

/** What happens to a value that cannot be used. */
export const LEFT_OUT = 'It is read as if it were not there.';

/** A key without a value, which YAML reads as nothing. */
export function emptyField(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'empty-field',
    summary: `${at.name} has no value.`,
    detail: `${LEFT_OUT} Remove it, or add a value.`,
  });
}

/** The finding on a value of another type. */
export function wrongType(at: Cursor, expected: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'wrong-type',
    // a dash or a key with nothing behind it is null to YAML, which nobody has written
    summary:
      at.value === null
        ? `There is nothing here, in place of ${expected}.`
        : `${quote(at.value)} is not ${expected}.`,
    detail: LEFT_OUT,
  });
}
