import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { textOf } from '../reading';
import { Cursor, findingAt } from '../specFile/cursor';

/** Whether a document is of the version and of one of the kinds that are read; findings where it is not. */
export function checkEnvelope(
  at: Cursor,
  {
    apiVersion,
    kinds,
  }: { readonly apiVersion: string; readonly kinds: readonly string[] },
): readonly Diagnostic[] {
  const version = at.child('apiVersion');
  const kind = at.child('kind');
  const refuse = (code: string, where: Cursor, expected: string) =>
    findingAt(where.place(), {
      severity: 'error',
      code,
      summary: `${quote(where.value)} is not ${expected}.`,
      detail: 'The document is not read.',
    });
  return [
    ...(version.value === apiVersion
      ? []
      : [
          refuse(
            'unknown-version',
            version,
            `${apiVersion}, the version that is read`,
          ),
        ]),
    ...(kinds.includes(textOf(kind.value))
      ? []
      : [refuse('unknown-kind', kind, `a kind: ${kinds.join(', ')}`)]),
  ];
}
