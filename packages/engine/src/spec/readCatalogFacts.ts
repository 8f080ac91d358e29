import {
  Diagnostic,
  PLUGIN_ANNOTATIONS,
  Provenance,
  SECRET_ANNOTATIONS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from './diagnostics';
import { fieldsOf } from './reading';
import { Neighbours } from './neighbours';

/** What the catalog says of a service beside what it is measured by. */
export interface CatalogFacts {
  readonly value: Pick<
    ServiceSpec,
    'domain' | 'lifecycle' | 'tags' | 'related'
  >;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly diagnostics: readonly Diagnostic[];
}

const LONGEST_VALUE = 1000;
const LONGEST_WORD = 63;
const MOST_TAGS = 100;
const HIDDEN = '***';

/** Reads lifecycle, tags, the domain of the system and the annotations of other plugins. */
export function readCatalogFacts(
  entity: unknown,
  system: string | undefined,
  neighbours: Neighbours | undefined,
): CatalogFacts {
  const { tags: given } = fieldsOf(fieldsOf(entity).metadata);
  const { lifecycle } = fieldsOf(fieldsOf(entity).spec);
  const tags = Array.isArray(given)
    ? given.filter(isWord).slice(0, MOST_TAGS)
    : [];
  const domain =
    system === undefined ? undefined : neighbours?.domains.get(system);
  const related = relatedOf(entity);
  return {
    value: {
      ...(domain !== undefined && { domain }),
      ...(isWord(lifecycle) && { lifecycle }),
      ...(tags.length > 0 && { tags }),
      ...(related.length > 0 && { related: Object.fromEntries(related) }),
    },
    provenance: {
      ...(domain !== undefined && {
        domain: { source: 'entity', from: `${system} spec.domain` },
      }),
      ...(isWord(lifecycle) && {
        lifecycle: { source: 'entity', from: 'spec.lifecycle' },
      }),
      ...(tags.length > 0 && {
        tags: { source: 'entity', from: 'metadata.tags' },
      }),
      ...Object.fromEntries(
        related.map(([key]) => [
          `related.${key}`,
          { source: 'annotation', from: key } as const,
        ]),
      ),
    },
    diagnostics:
      lifecycle === undefined || isWord(lifecycle)
        ? []
        : [lifecycleIgnored(lifecycle)],
  };
}

function relatedOf(entity: unknown): readonly [string, string][] {
  const annotations = fieldsOf(fieldsOf(fieldsOf(entity).metadata).annotations);
  return PLUGIN_ANNOTATIONS.flatMap(key => {
    const value = Object.hasOwn(annotations, key)
      ? annotations[key]
      : undefined;
    return isLine(value, LONGEST_VALUE) && value.trim() !== ''
      ? [[key, SECRET_ANNOTATIONS.includes(key) ? HIDDEN : value.trim()]]
      : [];
  });
}

function isWord(value: unknown): value is string {
  return isLine(value, LONGEST_WORD) && value.trim() !== '';
}

function isLine(value: unknown, longest: number): value is string {
  return (
    typeof value === 'string' &&
    value.length <= longest &&
    !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(value)
  );
}

function lifecycleIgnored(lifecycle: unknown): Diagnostic {
  return {
    severity: 'warning',
    code: 'invalid-lifecycle',
    path: 'spec.lifecycle',
    summary: `${quote(lifecycle)} is not a lifecycle.`,
    detail: `It is left out. A lifecycle is one line of at most ${LONGEST_WORD} characters, like production.`,
  };
}
