import { CompositeSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { compositeProblem } from '@nthlayer/engine';
import { ActiveSlo } from '../../slos/SloStore';
import { groupBy } from '../groupBy';
import { ActiveComposite, areOfOneService } from './compositeLevels';

/** A composite with the SLI revisions that it is made of, by the names of their SLOs. */
export interface ComposableSlo {
  readonly sliRevisionId: number;
  readonly sli: CompositeSli;
  readonly members: ReadonlyMap<string, number>;
}

/** Those that can be made of SLOs of a list, in the order of their levels. */
export function composableSlos(
  active: readonly ActiveSlo[],
  levels: readonly (readonly ActiveComposite[])[],
): ComposableSlo[] {
  const composites = levels.flat();
  const entities = new Set(composites.map(({ entityRef }) => entityRef));
  const ofEntities = groupBy(
    active.filter(({ entityRef }) => entities.has(entityRef)),
    ({ entityRef }) => entityRef,
  );
  return composites.flatMap(composite => {
    const { slo, sliRevisionId, entityRef } = composite;
    const family = ofEntities
      .get(entityRef)!
      .filter(other => areOfOneService(other, composite));
    const problem = compositeProblem(
      slo,
      family.map(other => other.slo),
    );
    const names = new Set(slo.sli.members.map(member => member.slo));
    const members = new Map(
      family
        .filter(other => names.has(other.slo.name))
        .map(other => [other.slo.name, other.sliRevisionId]),
    );
    return problem ? [] : [{ sliRevisionId, sli: slo.sli, members }];
  });
}
