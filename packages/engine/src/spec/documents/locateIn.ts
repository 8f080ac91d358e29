import { isAlias, isMap, isPair, isScalar, isSeq, Pair } from 'yaml';
import { SourcePosition } from '@nthlayer/backstage-plugin-nthlayer-common';
import { keyText, startOf } from './inspectDocument';
import { YamlDocument } from './parseYaml';
import { PropertyPath } from './sourceDocument';

/** The pair or item that one step of a path leads to. */
function stepInto(node: unknown, part: string | number): unknown {
  if (isMap(node)) {
    const name = String(part);
    return node.items.find(({ key }) => keyText(key) === name);
  }
  return isSeq(node) && typeof part === 'number' ? node.items[part] : undefined;
}

/** Position of a property in a document, or of the nearest thing around it. */
export function locateIn(
  document: YamlDocument,
  positionAt: (offset: number) => SourcePosition,
): (path: PropertyPath, part?: 'key' | 'value') => SourcePosition | undefined {
  return (path, part = 'value') => {
    let found: unknown = document.contents;
    for (const step of path) {
      const value = isPair(found) ? found.value : found;
      const next = stepInto(
        isAlias(value) ? value.resolve(document) : value,
        step,
      );
      if (next === undefined || next === null) {
        return place(found, 'key');
      }
      found = next;
    }
    return place(found, part);
  };

  function place(
    found: unknown,
    part: 'key' | 'value',
  ): SourcePosition | undefined {
    if (!isPair(found)) {
      return found ? positionAt(startOf(found)) : undefined;
    }
    const key = positionAt(startOf(found.key));
    const value = scalarOf(found);
    const at = value === undefined ? key : positionAt(startOf(value));
    return part === 'value' && at.line === key.line ? at : key;
  }
}

/** A value that was written, in one word. */
function scalarOf({ value }: Pair): unknown {
  return isScalar(value) && value.source !== '' ? value : undefined;
}
