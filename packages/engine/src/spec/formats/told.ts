import { PropertyPath, SourceDocument } from '../documents';
import { put } from '../documents/put';
import { Cursor } from '../specFile/cursor';

/** A value of one format told in another, and where it was written. */
export type Told =
  /** As it was written, whatever is in it. */
  | { readonly kind: 'copy'; readonly at: Cursor }
  | { readonly kind: 'value'; readonly at: Cursor; readonly value: unknown }
  | {
      readonly kind: 'object';
      readonly at: Cursor;
      readonly fields: Readonly<Record<string, Told>>;
    }
  | {
      readonly kind: 'list';
      readonly at: Cursor;
      readonly items: readonly Told[];
    };

/** Whether anything is written there. */
export function isGiven({ value }: Cursor): boolean {
  return value !== undefined && value !== null;
}

/** A value that is carried over as it is; nothing where there is none. */
export function copied(at: Cursor): Told | undefined {
  return isGiven(at) ? { kind: 'copy', at } : undefined;
}

/** A value in the words of the other format, made from what stands at a place. */
export function told(value: unknown, at: Cursor): Told {
  return { kind: 'value', value, at };
}

/** What is missed by the name that the format has for it. */
export function missing(at: Cursor): Told {
  return told(undefined, at);
}

/** An object; fields without a value are left out. */
export function toldObject(
  at: Cursor,
  fields: Readonly<Record<string, Told | undefined>>,
): Told {
  const given: Record<string, Told> = {};
  for (const name of Object.keys(fields)) {
    const field = fields[name];
    if (field !== undefined) {
      put(given, name, field);
    }
  }
  return { kind: 'object', at, fields: given };
}

/** A list; absent where it would be empty. */
export function toldList(at: Cursor, items: readonly Told[]): Told | undefined {
  return items.length === 0 ? undefined : { kind: 'list', at, items };
}

/** The plain value of what was told. */
export function valueOf(node: Told): unknown {
  switch (node.kind) {
    case 'copy':
      return node.at.value;
    case 'object': {
      const value: Record<string, unknown> = {};
      for (const name of Object.keys(node.fields)) {
        put(value, name, valueOf(node.fields[name]));
      }
      return value;
    }
    case 'list':
      return node.items.map(valueOf);
    default:
      return node.value;
  }
}

/** What was told as a document whose findings are placed where it was written. */
export function toldDocument(
  file: string,
  format: SourceDocument['format'],
  root: Told,
): SourceDocument {
  return {
    file,
    format,
    value: valueOf(root),
    locate: (path, part) => writtenAt(root, path).position(part),
    written: path => writtenAt(root, path).path,
  };
}

/** The place that a path leads to, or that of the nearest thing around it. */
export function writtenAt(root: Told, path: PropertyPath): Cursor {
  let node = root;
  for (let index = 0; index < path.length; index++) {
    if (node.kind === 'copy') {
      return path
        .slice(index)
        .reduce<Cursor>((at, step) => at.child(step), node.at);
    }
    const next = childOf(node, path[index]);
    if (next === undefined) {
      return node.at;
    }
    node = next;
  }
  return node.at;
}

function childOf(node: Told, part: string | number): Told | undefined {
  switch (node.kind) {
    case 'object':
      return Object.hasOwn(node.fields, part) ? node.fields[part] : undefined;
    case 'list':
      return node.items[Number(part)];
    default:
      return undefined;
  }
}
