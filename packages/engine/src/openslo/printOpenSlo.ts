import { stringify } from 'yaml';
import { OpenSloObject, SHAPES } from './openSloObject';
import { AnyShape, isPresent } from './schema';

/**
 * Objects as one YAML stream, one document each, in the given order. The fields of an object stand in the order of the
 * specification, so the same objects are always the same bytes.
 *
 * @public
 */
export function printOpenSlo(objects: readonly OpenSloObject[]): string {
  return objects
    .map(object =>
      stringify(inOrder(SHAPES[object.kind], object), {
        lineWidth: 0,
        aliasDuplicateObjects: false,
      }),
    )
    .join('---\n');
}

/**
 * The same as JSON: an array, for tools that read no YAML.
 *
 * @public
 */
export function printOpenSloJson(objects: readonly OpenSloObject[]): string {
  const ordered = objects.map(object => inOrder(SHAPES[object.kind], object));
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** A value whose objects have their fields in the order of their shape, and none without a value. */
function inOrder(shape: AnyShape, value: unknown): unknown {
  if (Array.isArray(value)) {
    const of = shape.kind === 'list' ? shape.of : { kind: 'anything' as const };
    return value.map(item => inOrder(of, item));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const members = value as Readonly<Record<string, unknown>>;
  if (shape.kind === 'mapping') {
    return Object.fromEntries(
      Object.entries(members).map(([key, member]) => [
        key,
        inOrder(shape.values, member),
      ]),
    );
  }
  if (shape.kind !== 'struct') {
    return value;
  }
  const fields = shape.fields as Readonly<Record<string, { shape: AnyShape }>>;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => isPresent(members[name]))
      .map(([name, field]) => [name, inOrder(field.shape, members[name])]),
  );
}
