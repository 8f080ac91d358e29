import { isMap, isScalar, Pair, Scalar, stringify, YAMLMap } from 'yaml';
import { EntityDocument } from './selectEntity';

/** A stretch of text, by offsets, and what takes its place. */
interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const BEFORE_ANNOTATIONS = ['name', 'namespace', 'title', 'description'];

function asLine(value: string): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function keyOf({ key }: Pair): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(pair => keyOf(pair) === key);
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = isScalar(node) || isMap(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : undefined;
}

function isBlock(map: YAMLMap): boolean {
  return map.flow !== true && map.items.length > 0;
}

/**
 * Adds annotations to the text of an entity and touches nothing else. `undefined` where the entity is not written in
 * plain block style, so that there is no obvious place for a new line.
 */
export function editText(
  text: string,
  document: EntityDocument,
  annotations: Readonly<Record<string, string>>,
): string | undefined {
  const metadata: unknown = document.get('metadata');
  if (!isMap(metadata) || !isBlock(metadata)) {
    return undefined;
  }
  const pair = pairOf(metadata, 'annotations');
  const edits =
    pair && isMap(pair.value) && isBlock(pair.value)
      ? editMap(text, pair.value, annotations)
      : addMap(text, document, metadata, annotations);
  return edits && applyEdits(text, edits);
}

function editMap(
  text: string,
  map: YAMLMap,
  annotations: Readonly<Record<string, string>>,
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const added: [string, string][] = [];
  for (const [key, value] of Object.entries(annotations)) {
    const pair = pairOf(map, key);
    if (!pair) {
      added.push([key, value]);
    } else if (!isScalar(pair.value) || pair.value.value !== value) {
      const edit = replaceValue(pair.value, value);
      if (!edit) {
        return undefined;
      }
      edits.push(edit);
    }
  }
  if (added.length === 0) {
    return edits;
  }
  const column = columnOf(text, map.items[0]);
  const end = endOf(map.items[map.items.length - 1]);
  return column === undefined || end === undefined
    ? undefined
    : [...edits, insertLines(text, end, linesOf(added, column))];
}

function replaceValue(node: unknown, value: string): TextEdit | undefined {
  const range = rangeOf(node);
  const plain =
    isScalar(node) &&
    node.anchor === undefined &&
    node.tag === undefined &&
    (node.type === Scalar.PLAIN ||
      node.type === Scalar.QUOTE_SINGLE ||
      node.type === Scalar.QUOTE_DOUBLE);
  return plain && range && range[1] > range[0]
    ? { start: range[0], end: range[1], text: asLine(value) }
    : undefined;
}

function addMap(
  text: string,
  document: EntityDocument,
  metadata: YAMLMap,
  annotations: Readonly<Record<string, string>>,
): readonly TextEdit[] | undefined {
  const top = document.contents;
  const parent = isMap(top) ? pairOf(top, 'metadata') : undefined;
  const outer = parent && columnOf(text, parent);
  const inner = columnOf(text, metadata.items[0]);
  if (outer === undefined || inner === undefined) {
    return undefined;
  }
  const lines = linesOf(Object.entries(annotations), 2 * inner - outer);
  const pair = pairOf(metadata, 'annotations');
  if (pair) {
    return fillEmpty(text, pair, lines);
  }
  const before = metadata.items
    .filter(each => BEFORE_ANNOTATIONS.includes(keyOf(each) ?? ''))
    .pop();
  const end = before && endOf(before);
  const head = `${' '.repeat(inner)}annotations:`;
  return end === undefined
    ? undefined
    : [insertLines(text, end, [head, ...lines])];
}

/** Annotations that are written down but hold nothing: no value, `null` or `{}`. */
function fillEmpty(
  text: string,
  { key, value }: Pair,
  lines: readonly string[],
): readonly TextEdit[] | undefined {
  const keyRange = rangeOf(key);
  const empty =
    (isScalar(value) && value.value === null) ||
    (isMap(value) && value.items.length === 0);
  if (!keyRange || !empty) {
    return undefined;
  }
  const colon = text.indexOf(':', keyRange[1]);
  const range = rangeOf(value);
  return [
    ...(range && range[1] > range[0]
      ? [{ start: colon + 1, end: range[1], text: '' }]
      : []),
    insertLines(text, colon + 1, lines),
  ];
}

function linesOf(
  entries: readonly (readonly [string, string])[],
  column: number,
): string[] {
  return entries.map(
    ([key, value]) => `${' '.repeat(column)}${asLine(key)}: ${asLine(value)}`,
  );
}

/** How far a key stands from the beginning of its line; `undefined` when something else stands before it. */
function columnOf(text: string, { key }: Pair): number | undefined {
  const range = rangeOf(key);
  if (!range) {
    return undefined;
  }
  const lineStart = text.lastIndexOf('\n', range[0] - 1) + 1;
  return /^ *$/.test(text.slice(lineStart, range[0]))
    ? range[0] - lineStart
    : undefined;
}

/** Where the value of a pair ends; `undefined` for collections, whose end is not so plain. */
function endOf({ key, value }: Pair): number | undefined {
  return isScalar(value) ? rangeOf(value)?.[1] ?? rangeOf(key)?.[1] : undefined;
}

/** Lines after the one in which an offset lies; a comment behind the value stays where it is. */
function insertLines(
  text: string,
  offset: number,
  lines: readonly string[],
): TextEdit {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const inserted = lines.map(line => line + newline).join('');
  if (text.charAt(offset - 1) === '\n') {
    return { start: offset, end: offset, text: inserted };
  }
  const lineEnd = text.indexOf('\n', offset);
  return lineEnd === -1
    ? { start: text.length, end: text.length, text: newline + inserted }
    : { start: lineEnd + 1, end: lineEnd + 1, text: inserted };
}

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce(
      (edited, { start, end, text: replacement }) =>
        edited.slice(0, start) + replacement + edited.slice(end),
      text,
    );
}
