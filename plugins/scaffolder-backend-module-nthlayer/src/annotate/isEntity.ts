import { Entity } from '@backstage/catalog-model';

/** Whether an input of a template is an entity, as `catalog:fetch` gives it. */
export function isEntity(value: unknown): value is Entity {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Entity>;
  return (
    typeof apiVersion === 'string' &&
    typeof kind === 'string' &&
    typeof metadata?.name === 'string'
  );
}
