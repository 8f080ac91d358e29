import { isNode, isScalar, Pair, YAMLMap } from 'yaml';

/** A stretch of text, by offsets, and what takes its place. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The key of a pair as text. */
export function keyOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

/** The pair of a key. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(pair => keyOf(pair) === key);
}

/** Where a node begins and ends, by offsets. */
export function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : undefined;
}

/** A text with stretches of it replaced; they do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (edited, { start, end, text: replacement }) =>
        edited.slice(0, start) + replacement + edited.slice(end),
      text,
    );
}
