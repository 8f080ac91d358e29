import {
  DEFAULT_NAMESPACE,
  makeValidator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  Diagnostic,
  Provenance,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from './diagnostics';
import { fieldsOf } from './reading';

const LONGEST_TITLE = 200;
const validator = makeValidator();

/** Which entity this is. */
export interface Identity {
  readonly entityRef: string;
  readonly namespace: string;
  readonly name: string;
  readonly title?: string;
  /** Where the name came from. */
  readonly provenance: Provenance;
  /** Where the reference came from. */
  readonly reference: Provenance;
}

/** The identity of an entity; `undefined` with a finding when its kind, namespace or name is none. */
export function readIdentity(entity: unknown): {
  readonly identity?: Identity;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { kind, metadata } = fieldsOf(entity);
  const { namespace = DEFAULT_NAMESPACE, name, title } = fieldsOf(metadata);
  const invalid = [
    { path: 'kind', value: kind, valid: validator.isValidKind(kind) },
    {
      path: 'metadata.namespace',
      value: namespace,
      valid: validator.isValidNamespace(namespace),
    },
    {
      path: 'metadata.name',
      value: name,
      valid: validator.isValidEntityName(name),
    },
  ].filter(({ valid }) => !valid);
  if (invalid.length > 0) {
    return {
      diagnostics: invalid.map(({ path, value }) => ({
        severity: 'error',
        code: 'invalid-entity',
        path,
        summary: `${quote(value)} is not allowed here by the catalog.`,
        detail: `Nothing is built for an entity without a valid reference. ${ALLOWED[path]}`,
      })),
    };
  }
  const reference = {
    kind: String(kind),
    namespace: String(namespace),
    name: String(name),
  };
  return {
    identity: {
      entityRef: stringifyEntityRef(reference),
      namespace: reference.namespace,
      name: reference.name,
      ...(isTitle(title) && { title }),
      provenance: { source: 'entity', from: 'metadata.name' },
      reference: {
        source: 'entity',
        from: 'kind, metadata.namespace, metadata.name',
      },
    },
    diagnostics:
      title === undefined || isTitle(title) ? [] : [titleIgnored(title)],
  };
}

const ALLOWED: Readonly<Record<string, string>> = {
  kind: 'A kind is 1 to 63 letters and digits and begins with a letter.',
  'metadata.namespace':
    'A namespace is 1 to 63 lower-case letters, digits and hyphens, and begins and ends with a letter or digit.',
  'metadata.name':
    'A name is 1 to 63 letters, digits, ".", "_" or "-", and begins and ends with a letter or digit.',
};

function isTitle(title: unknown): title is string {
  return (
    typeof title === 'string' &&
    title.trim() !== '' &&
    title.length <= LONGEST_TITLE &&
    !/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u.test(title)
  );
}

function titleIgnored(title: unknown): Diagnostic {
  return {
    severity: 'warning',
    code: 'invalid-title',
    path: 'metadata.title',
    summary: `${quote(title)} cannot be shown as a title.`,
    detail: `A title is one line of at most ${LONGEST_TITLE} characters. The name is shown instead.`,
  };
}
