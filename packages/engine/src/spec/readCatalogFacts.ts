import {
  Diagnostic,
  PLUGIN_ANNOTATIONS,
  Provenance,
  SECRET_ANNOTATIONS,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { annotationPath, quote } from './diagnostics';
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
  const { tags, diagnostics: onTags } = readTags(given);
  const domain =
    system === undefined ? undefined : neighbours?.domains.get(system);
  const { related, diagnostics: onRelated } = relatedOf(entity);
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
    diagnostics: [
      ...(lifecycle === undefined || isWord(lifecycle)
        ? []
        : [lifecycleIgnored(lifecycle)]),
      ...onTags,
      ...onRelated,
    ],
  };
}

function readTags(given: unknown): {
  readonly tags: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
} {
  if (given === undefined || given === null) {
    return { tags: [], diagnostics: [] };
  }
  if (!Array.isArray(given)) {
    return {
      tags: [],
      diagnostics: [tagIgnored('metadata.tags', given, 'a list of tags')],
    };
  }
  const looked = given.slice(0, MOST_TAGS) as readonly unknown[];
  return {
    tags: looked.filter(isWord),
    diagnostics: [
      ...looked.flatMap((tag, index) =>
        isWord(tag)
          ? []
          : [tagIgnored(`metadata.tags[${index}]`, tag, 'a tag')],
      ),
      ...(given.length > MOST_TAGS ? [tooManyTags(given.length)] : []),
    ],
  };
}

function relatedOf(entity: unknown): {
  readonly related: readonly [string, string][];
  readonly diagnostics: readonly Diagnostic[];
} {
  const annotations = fieldsOf(fieldsOf(fieldsOf(entity).metadata).annotations);
  const related: [string, string][] = [];
  const diagnostics: Diagnostic[] = [];
  for (const key of PLUGIN_ANNOTATIONS) {
    const value = Object.hasOwn(annotations, key)
      ? annotations[key]
      : undefined;
    if (isLine(value, LONGEST_VALUE) && value.trim() !== '') {
      const isSecret = SECRET_ANNOTATIONS.includes(key);
      related.push([key, isSecret ? HIDDEN : value.trim()]);
    } else if (value !== undefined) {
      diagnostics.push(annotationIgnored(key, value));
    }
  }
  return { related, diagnostics };
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

function tagIgnored(path: string, tag: unknown, what: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'invalid-tag',
    path,
    summary: `${quote(tag)} is not ${what}.`,
    detail: `It is left out. A tag is one line of at most ${LONGEST_WORD} characters, like java.`,
  };
}

function tooManyTags(count: number): Diagnostic {
  return {
    severity: 'warning',
    code: 'too-many-tags',
    path: 'metadata.tags',
    summary: `The entity has ${count} tags.`,
    detail: `Those after the first ${MOST_TAGS} are left out.`,
  };
}

/** The value is not repeated: it may be a credential. */
function annotationIgnored(key: string, value: unknown): Diagnostic {
  return {
    severity: 'warning',
    code: 'invalid-annotation',
    path: annotationPath(key),
    summary: `The value of ${key} ${whyIgnored(value)}.`,
    detail: `It is left out here. A value is one line of at most ${LONGEST_VALUE} characters, without any that do not show.`,
  };
}

function whyIgnored(value: unknown): string {
  if (typeof value !== 'string') {
    return 'is not a text; put it in quotes';
  }
  if (value.trim() === '') {
    return 'is empty';
  }
  return value.length > LONGEST_VALUE
    ? `has ${value.length} characters`
    : 'has characters that do not show';
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
