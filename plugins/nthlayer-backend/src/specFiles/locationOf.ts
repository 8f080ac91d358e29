import { Entity, parseLocationRef } from '@backstage/catalog-model';

/** The location that one of an entity's annotations names, e.g. of type `url`; `undefined` without or with nonsense. */
export function locationOf(
  entity: Entity,
  annotation: string,
): { readonly type: string; readonly target: string } | undefined {
  const ref = entity.metadata.annotations?.[annotation];
  try {
    return ref === undefined ? undefined : parseLocationRef(ref);
  } catch {
    return undefined;
  }
}
