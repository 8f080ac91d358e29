import { Cursor } from '../specFile/cursor';
import { copied, Told, told, toldObject } from './told';

const ENTITY_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** A dependency by name: another service is one of the catalog, where its own SLOs are found. */
export function toldDependency(
  at: Cursor,
  { isService, technology }: { isService: boolean; technology?: Cursor },
): Told {
  const name = at.child('name');
  const { value } = name;
  return isService && typeof value === 'string' && ENTITY_NAME.test(value)
    ? toldObject(at, { ref: told(`component:${value}`, name) })
    : toldObject(at, {
        name: copied(name),
        technology: technology && copied(technology),
      });
}
