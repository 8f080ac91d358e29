import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { specFileOf } from '@nthlayer/engine';

/** An entity that names a spec file. */
export interface Named {
  readonly entity: Entity;
  readonly entityRef: string;
  /** What the entity calls its spec file. */
  readonly value: string;
}

/** The entity, if it names one in words that mean something. */
export function toNamed(entity: Entity): Named[] {
  try {
    const value = specFileOf(entity);
    return value === undefined
      ? []
      : [{ entity, entityRef: stringifyEntityRef(entity), value }];
  } catch {
    return [];
  }
}
