import type { Entity } from '@backstage/catalog-model';

/**
 * Whether an entity can have a Reliability tab: every Component, since the tab tells what is missing.
 *
 * @public
 */
export function isReliabilityAvailable(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'component';
}
