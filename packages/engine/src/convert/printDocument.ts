import { Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { PropertyPath, SourceDocument } from '../spec/documents';
import { Comments, LineComments } from './Comments';

/** A document as YAML, with the comments of the lines that its values come from, by file. */
export function printDocument(
  { value, locate, file }: SourceDocument,
  comments: ReadonlyMap<string, Comments>,
): string {
  function commentsAt(path: PropertyPath): LineComments {
    const position = locate(path, 'key');
    const own = comments.get(position?.file ?? file);
    return position && own ? own.take(position.line) : { above: [] };
  }

  function nodeOf(item: unknown, path: PropertyPath): Node {
    if (Array.isArray(item)) {
      const list = new YAMLSeq();
      list.items = item.map((each: unknown, index) => {
        const at = [...path, index];
        const found = commentsAt(at);
        return withComments(nodeOf(each, at), found);
      });
      return list;
    }
    if (typeof item === 'object' && item !== null) {
      const map = new YAMLMap();
      map.items = Object.entries(item)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => pairOf(name, field, [...path, name]));
      return map;
    }
    return new Scalar(item);
  }

  function pairOf(name: string, field: unknown, path: PropertyPath): Pair {
    const { above, atEnd } = commentsAt(path);
    const key = withComments(new Scalar(name), { above });
    const node = nodeOf(field, path);
    if (atEnd !== undefined && node instanceof Scalar && isShort(field)) {
      node.comment = atEnd;
    } else if (atEnd !== undefined) {
      withComments(key, { above: [...above, atEnd] });
    }
    return new Pair(key, node);
  }

  const document = new Document();
  document.contents = nodeOf(value, []) as typeof document.contents;
  return document.toString({ lineWidth: 0 });
}

function withComments<T extends Node>(
  node: T,
  { above, atEnd }: LineComments,
): T {
  const before = [...above, ...(atEnd === undefined ? [] : [atEnd])];
  if (before.length > 0) {
    node.commentBefore = before.join('\n');
  }
  return node;
}

/** What needs lines of its own has no room for a comment beside it. */
function isShort(value: unknown): boolean {
  return typeof value !== 'string' || !value.includes('\n');
}
