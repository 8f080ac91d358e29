import { PropertyPath } from '../spec/documents';
import { Cursor } from '../spec/specFile/cursor';
import { memberOf } from './schema';

/** What a path of a converted value was made from: the longest beginning that is known leads to another one. */
export type Origins = readonly (readonly [PropertyPath, PropertyPath])[];

/** A cursor over a converted value. Its places are those of what the value was made from. */
export function movedCursor(
  original: Cursor,
  value: unknown,
  origins: Origins,
): Cursor {
  const longestFirst = [...origins].sort(([a], [b]) => b.length - a.length);
  return at([], value);

  function at(path: PropertyPath, member: unknown): Cursor {
    const origin = () =>
      originOf(path, longestFirst).reduce<Cursor>(
        (cursor, part) => cursor.child(part),
        original,
      );
    return {
      file: original.file,
      get path() {
        return originOf(path, longestFirst);
      },
      value: member,
      name: String(path.at(-1) ?? ''),
      child: part =>
        at(
          [...path, part],
          Array.isArray(member)
            ? (member as readonly unknown[])[Number(part)]
            : memberOf(member, String(part)),
        ),
      position: part => origin().position(part),
      place: part => origin().place(part),
      provenance: () => origin().provenance(),
    };
  }
}

function originOf(path: PropertyPath, origins: Origins): PropertyPath {
  const found = origins.find(([from]) =>
    from.every((part, index) => part === path[index]),
  );
  return found ? [...found[1], ...path.slice(found[0].length)] : path;
}
