import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  DEFAULT_NAMESPACE,
  Entity,
} from '@backstage/catalog-model';
import { stringify } from 'yaml';

/** What the catalog adds to every entity, so that it does not belong in a file. */
const ADDED_ANNOTATIONS: readonly string[] = [
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  'backstage.io/orphan',
];
const ADDED_METADATA: readonly string[] = ['uid', 'etag', 'generation'];

const HEAD = `# Made from the catalog: comments and other documents of the file that the catalog reads are not in here.
# Do not put it in that file's place; add its annotations there.
`;

function without(
  object: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([key, value]) => !keys.includes(key) && value !== undefined,
    ),
  );
}

/** An entity of the catalog as the text of a catalog file, without what the catalog itself has added. */
export function catalogFileOf(entity: Entity): string {
  const { apiVersion, kind, metadata, spec } = entity;
  const { namespace, annotations, name, title, description, ...rest } = without(
    metadata,
    ADDED_METADATA,
  );
  const kept = without({ ...metadata.annotations }, ADDED_ANNOTATIONS);
  const file = {
    apiVersion,
    kind,
    metadata: without(
      {
        name,
        namespace: namespace === DEFAULT_NAMESPACE ? undefined : namespace,
        title,
        description,
        annotations: Object.keys(kept).length > 0 ? kept : undefined,
        ...rest,
      },
      [],
    ),
    ...(spec && { spec }),
  };
  return HEAD + stringify(file, { lineWidth: 0 });
}
