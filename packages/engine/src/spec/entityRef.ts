import {
  makeValidator,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

const validator = makeValidator();
/** Kind, namespace and name are at most 63 each. */
const LONGEST = 191;

/**
 * A reference to an entity in full, by the rules that the catalog has for kind, namespace and name: its parser alone
 * takes `a:b:c`. `undefined` for what is none.
 */
export function entityRefOf(
  text: unknown,
  defaults: {
    readonly defaultKind?: string;
    readonly defaultNamespace: string;
  },
): { readonly ref: string; readonly name: string } | undefined {
  if (typeof text !== 'string' || text.length > LONGEST) {
    return undefined;
  }
  try {
    const parsed = parseEntityRef(text, defaults);
    const { kind, namespace, name } = parsed;
    return validator.isValidKind(kind) &&
      validator.isValidNamespace(namespace.toLowerCase()) &&
      validator.isValidEntityName(name)
      ? { ref: stringifyEntityRef(parsed), name }
      : undefined;
  } catch {
    return undefined;
  }
}
