import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { ServiceLabelClaims } from '@nthlayer/engine';
import { startPausing } from '../startPausing';

/** `findServiceLabelConflicts` of the engine for a whole catalog: other work is let in. */
export async function findConflicts(
  specs: readonly ServiceSpec[],
): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const pause = startPausing();
  const claims = ServiceLabelClaims.create();
  for (const spec of specs) {
    claims.add(spec);
    await pause();
  }
  const conflicts = new Map<string, readonly Diagnostic[]>();
  for (const spec of specs) {
    const conflict = claims.conflictOf(spec);
    if (conflict) {
      conflicts.set(spec.entityRef, [conflict]);
    }
    await pause();
  }
  return conflicts;
}
