import { CompositeSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { ActiveSlo } from '../../slos/SloStore';
import { groupBy } from '../groupBy';

/** An SLO that is made of others of its service. */
export interface ActiveComposite extends ActiveSlo {
  readonly slo: ActiveSlo['slo'] & { readonly sli: CompositeSli };
}

/** Whether an SLO is made of others, so that no data source is asked for it. */
export function isComposite(active: ActiveSlo): active is ActiveComposite {
  return active.slo.sli.kind === 'composite';
}

/** Whether an SLO is of the same service as another, so that one may be made of the other. */
export function areOfOneService(one: ActiveSlo, other: ActiveSlo): boolean {
  return (
    one.entityRef === other.entityRef && one.environment === other.environment
  );
}

/** Composites by how far they are from what is measured: one is made after those that it is made of. */
export function compositeLevels(
  active: readonly ActiveSlo[],
): ActiveComposite[][] {
  const levels: ActiveComposite[][] = [];
  const ofEntities = groupBy(
    active.filter(isComposite),
    ({ entityRef }) => entityRef,
  );
  for (const composites of ofEntities.values()) {
    levelsOf(composites).forEach((level, index) => {
      (levels[index] ??= []).push(...level);
    });
  }
  return levels;
}

function levelsOf(composites: readonly ActiveComposite[]): ActiveComposite[][] {
  const waiting = new Set(composites);
  const levels: ActiveComposite[][] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(
      composite => ![...waiting].some(other => isMadeOf(composite, other)),
    );
    // what is left goes round in a circle, and is told so
    const level = ready.length > 0 ? ready : [...waiting];
    level.forEach(composite => waiting.delete(composite));
    levels.push(level);
  }
  return levels;
}

function isMadeOf(composite: ActiveComposite, other: ActiveSlo): boolean {
  return (
    areOfOneService(composite, other) &&
    composite.slo.sli.members.some(({ slo }) => slo === other.slo.name)
  );
}
