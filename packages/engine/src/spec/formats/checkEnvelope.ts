import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { didYouMean } from '../didYouMean';
import { textOf } from '../reading';
import { Cursor, findingAt, placeOfMissing } from '../specFile/cursor';
import { isGiven } from './told';

/** Whether a document is of the version and of one of the kinds that are read; findings where it is not. */
export function checkEnvelope(
  at: Cursor,
  {
    apiVersion,
    kinds,
  }: { readonly apiVersion: string; readonly kinds: readonly string[] },
): readonly Diagnostic[] {
  return [
    ...checkWord(at, 'apiVersion', [apiVersion], 'unknown-version'),
    ...checkWord(at, 'kind', kinds, 'unknown-kind'),
  ];
}

function checkWord(
  at: Cursor,
  field: string,
  known: readonly string[],
  code: string,
): readonly Diagnostic[] {
  const word = at.child(field);
  const text = textOf(word.value);
  if (known.includes(text)) {
    return [];
  }
  const mend = `${field}: ${didYouMean(text, known) ?? known[0]}`;
  return [
    isGiven(word)
      ? findingAt(word.place(), {
          severity: 'error',
          code,
          summary: `${quote(word.value)} is not ${
            field === 'kind' ? 'a kind' : 'a version'
          } that is read: ${known.join(', ')}.`,
          detail: `The document is not read. Write ${mend}.`,
        })
      : findingAt(placeOfMissing(at, field), {
          severity: 'error',
          code: 'missing-field',
          summary: `The document has no ${field}.`,
          detail: `It is not read. Add ${mend}.`,
        }),
  ];
}
