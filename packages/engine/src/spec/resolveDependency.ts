import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

const REFERENCE = /^[A-Za-z0-9:/_.-]{1,200}$/;

/** A dependency of a spec file: without kind a Resource. `undefined` when the text is no entity reference. */
export function resolveDependency(
  text: string,
  defaultNamespace: string,
): { readonly ref: string; readonly name: string } | undefined {
  if (!REFERENCE.test(text)) {
    return undefined;
  }
  try {
    const parsed = parseEntityRef(text, {
      defaultKind: 'resource',
      defaultNamespace,
    });
    return { ref: stringifyEntityRef(parsed), name: parsed.name };
  } catch {
    return undefined;
  }
}
