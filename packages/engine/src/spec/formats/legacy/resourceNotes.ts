import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { Cursor, findingAt } from '../../specFile/cursor';
import { noteFields } from '../notes';
import { isName } from '../sloParts';
import { isGiven } from '../told';
import { resourceFields } from './legacyFields';

/** Findings on the fields of a resource. The name of an SLO is judged where it is read. */
export function resourceNotes(resource: Cursor): readonly Diagnostic[] {
  const name = resource.child('name');
  const isFine =
    resource.child('kind').value === 'SLO' ||
    !isGiven(name) ||
    isName(name.value);
  return [
    ...noteFields(resource, resourceFields),
    ...(isFine ? [] : [noName(name)]),
  ];
}

function noName(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'invalid-name',
    summary: `${quote(at.value)} is not the name of a resource.`,
    detail:
      'The resource is read. Write a text without characters that do not show.',
  });
}
