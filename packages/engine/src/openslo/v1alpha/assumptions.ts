import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor, findingAt } from '../../spec/specFile/cursor';
import { memberOf } from '../schema';
import { ASSUMED_SLICE } from './convert';

/** What v1alpha does not say and v1 needs. */
export function assumptionsOf(at: Cursor): readonly Diagnostic[] {
  const spec = at.child('spec');
  const method = memberOf(spec.value, 'budgetingMethod');
  return method === 'Timeslices' ? [sliceAssumed(spec)] : [];
}

function sliceAssumed(spec: Cursor): Diagnostic {
  return findingAt(spec.child('budgetingMethod').place(), {
    severity: 'warning',
    code: 'openslo-slice-assumed',
    summary: 'openslo/v1alpha does not say how long a slice of time is.',
    detail: `Slices of ${ASSUMED_SLICE} are counted. Write openslo/v1 with timeSliceWindow for others.`,
  });
}
