import { PropertyPath } from '../spec/documents';
import { Cursor, Place } from '../spec/specFile/cursor';
import { memberOf } from './schema';

/** What a path of a converted value was made from: the longest beginning that is known leads to another one. */
export type Origins = readonly (readonly [PropertyPath, PropertyPath])[];

/** Origins by the parts of their paths. */
interface OriginNode {
  origin?: PropertyPath;
  readonly children: Map<string | number, OriginNode>;
}

class MovedCursor implements Cursor {
  readonly value: unknown;
  readonly #original: Cursor;
  readonly #node: OriginNode | undefined;
  readonly #parent: MovedCursor | undefined;
  readonly #part: string | number;

  constructor(
    original: Cursor,
    value: unknown,
    node: OriginNode | undefined,
    parent?: MovedCursor,
    part: string | number = '',
  ) {
    this.value = value;
    this.#original = original;
    this.#node = node;
    this.#parent = parent;
    this.#part = part;
  }

  get file(): string {
    return this.#original.file;
  }

  get name(): string {
    return String(this.#node?.origin?.at(-1) ?? this.#part);
  }

  get path(): PropertyPath {
    const known = this.#node?.origin;
    if (known || !this.#parent) {
      return known ?? [];
    }
    return [...this.#parent.path, this.#part];
  }

  child(part: string | number): Cursor {
    const value = Array.isArray(this.value)
      ? (this.value as readonly unknown[])[Number(part)]
      : memberOf(this.value, String(part));
    const node = this.#node?.children.get(part);
    return new MovedCursor(this.#original, value, node, this, part);
  }

  position(part?: 'key' | 'value'): ReturnType<Cursor['position']> {
    return this.#origin().position(part);
  }

  place(part?: 'key' | 'value'): Place {
    return this.#origin().place(part);
  }

  provenance(): ReturnType<Cursor['provenance']> {
    return this.#origin().provenance();
  }

  #origin(): Cursor {
    return this.path.reduce<Cursor>(
      (cursor, part) => cursor.child(part),
      this.#original,
    );
  }
}

/** A cursor over a converted value. Its places are those of what the value was made from. */
export function movedCursor(
  original: Cursor,
  value: unknown,
  origins: Origins,
): Cursor {
  return new MovedCursor(original, value, treeOf(origins));
}

/** The first origin of a path counts. */
function treeOf(origins: Origins): OriginNode {
  const root: OriginNode = { children: new Map() };
  for (const [path, origin] of origins) {
    let node = root;
    for (const part of path) {
      const next = node.children.get(part) ?? { children: new Map() };
      node.children.set(part, next);
      node = next;
    }
    node.origin ??= origin;
  }
  return root;
}
