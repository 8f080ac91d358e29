import { SourcePosition } from '@nthlayer/backstage-plugin-nthlayer-common';
import { PropertyPath } from '../sourceDocument';

/** Where a value of a document stands, by offsets. */
export interface Placed {
  at: number;
  /** Of the key of an object's member. */
  readonly keyAt?: number;
  /** A word or text that is not empty; the position of others is that of their key. */
  isScalar: boolean;
  members?: ReadonlyMap<string, Placed> | readonly Placed[];
}

/** Position of a property in a document, or of the nearest thing around it. */
export function locatePlaced(
  root: Placed,
  positionAt: (offset: number) => SourcePosition,
): (path: PropertyPath, part?: 'key' | 'value') => SourcePosition {
  return (path, part = 'value') => {
    let found = root;
    for (const step of path) {
      const next = memberOf(found, step);
      if (next === undefined) {
        return place(found, 'key');
      }
      found = next;
    }
    return place(found, part);
  };

  function place(
    { at, keyAt, isScalar }: Placed,
    part: 'key' | 'value',
  ): SourcePosition {
    if (keyAt === undefined) {
      return positionAt(at);
    }
    const key = positionAt(keyAt);
    if (part === 'key' || !isScalar) {
      return key;
    }
    const value = positionAt(at);
    return value.line === key.line ? value : key;
  }
}

function memberOf(
  { members }: Placed,
  step: string | number,
): Placed | undefined {
  if (members instanceof Map) {
    return members.get(String(step));
  }
  return Array.isArray(members) && typeof step === 'number'
    ? members[step]
    : undefined;
}
