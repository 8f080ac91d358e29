import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../spec/diagnostics';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { memberOf } from '../schema';
import { ASSUMED_SLICE } from './convert';

/** What v1alpha does not say and v1 needs. */
export function assumptionsOf(at: Cursor): readonly Diagnostic[] {
  const spec = at.child('spec');
  const method = memberOf(spec.value, 'budgetingMethod');
  const window = spec.child('timeWindows').child(0);
  const count = window.child('count');
  const isOdd =
    window.child('unit').value === 'Second' &&
    typeof count.value === 'number' &&
    count.value % 60 !== 0;
  return [
    ...(method === 'Timeslices' ? [sliceAssumed(spec)] : []),
    ...(isOdd ? [noMinutes(count)] : []),
  ];
}

function noMinutes(count: Cursor): Diagnostic {
  return findingAt(count.place(), {
    severity: 'error',
    code: 'invalid-window',
    summary: `${quote(count.value)} seconds are no whole number of minutes.`,
    detail: 'Write a count that 60 divides: openslo/v1 has no seconds.',
  });
}

function sliceAssumed(spec: Cursor): Diagnostic {
  return findingAt(spec.child('budgetingMethod').place(), {
    severity: 'warning',
    code: 'openslo-slice-assumed',
    summary: 'openslo/v1alpha does not say how long a slice of time is.',
    detail: `Slices of ${ASSUMED_SLICE} are counted. Write openslo/v1 with timeSliceWindow for others.`,
  });
}
