import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { ServiceLabelClaims } from './ServiceLabelClaims';

/**
 * Findings on entities that claim the same service label value in one environment and data source, by entity ref.
 * Their figures are the sum of both, so each is told.
 *
 * @public
 */
export function findServiceLabelConflicts(
  specs: readonly ServiceSpec[],
): ReadonlyMap<string, Diagnostic[]> {
  const claims = ServiceLabelClaims.create();
  specs.forEach(spec => claims.add(spec));
  const conflicts = new Map<string, Diagnostic[]>();
  for (const spec of specs) {
    const conflict = claims.conflictOf(spec);
    if (conflict) {
      conflicts.set(spec.entityRef, [conflict]);
    }
  }
  return conflicts;
}
