import { entityRefOf } from './entityRef';

/** A dependency of a spec file: without kind a Resource. `undefined` when the text is no entity reference. */
export function resolveDependency(
  text: string,
  defaultNamespace: string,
): ReturnType<typeof entityRefOf> {
  return entityRefOf(text, { defaultKind: 'resource', defaultNamespace });
}
