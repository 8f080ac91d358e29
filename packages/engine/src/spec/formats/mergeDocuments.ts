import { PropertyPath, SourceDocument } from '../documents';
import { isObject } from '../specFile/readFields';

/**
 * A document on top of another one: what it says itself goes first, objects are merged, lists and what is `whole` are
 * taken as they are. Every property stands where it was written, in whichever of the two.
 */
export function mergeDocuments(
  base: SourceDocument,
  own: SourceDocument,
  isWhole: (path: PropertyPath) => boolean,
): SourceDocument {
  return {
    ...own,
    value: mergeValues(base.value, own.value, isWhole),
    locate: (path, part) =>
      isSaid(own.value, path) || !isSaid(base.value, path)
        ? own.locate(path, part)
        : base.locate(path, part),
  };
}

function mergeValues(
  base: unknown,
  own: unknown,
  isWhole: (path: PropertyPath) => boolean,
  path: PropertyPath = [],
): unknown {
  if (!isObject(base) || !isObject(own) || isWhole(path)) {
    return own;
  }
  const names = new Set([...Object.keys(base), ...Object.keys(own)]);
  return Object.fromEntries(
    [...names].map(name => [
      name,
      Object.hasOwn(own, name)
        ? mergeValues(
            Object.hasOwn(base, name) ? base[name] : undefined,
            own[name],
            isWhole,
            [...path, name],
          )
        : base[name],
    ]),
  );
}

/** Whether a document itself has a property. */
function isSaid(value: unknown, path: PropertyPath): boolean {
  let inner = value;
  for (const part of path) {
    if (
      typeof inner !== 'object' ||
      inner === null ||
      !Object.hasOwn(inner, part)
    ) {
      return false;
    }
    inner = (inner as Record<string | number, unknown>)[part];
  }
  return true;
}
