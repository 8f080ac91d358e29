import { isMap, isScalar, Pair, Scalar, stringify, YAMLMap } from 'yaml';
import { editFlowMap, editFlowMetadata } from './flowEdit';
import { EntityDocument } from './selectEntity';
import { applyEdits, keyOf, pairOf, rangeOf, TextEdit } from './yamlText';

const BEFORE_ANNOTATIONS = ['name', 'namespace', 'title', 'description'];

function asLine(value: string): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function isBlock(map: YAMLMap): boolean {
  return map.flow !== true && map.items.length > 0;
}

/**
 * Adds annotations to the text of an entity and touches nothing else. `undefined` where the entity is written in a way
 * that has no obvious place for them.
 */
export function editText(
  text: string,
  document: EntityDocument,
  annotations: Readonly<Record<string, string>>,
): string | undefined {
  const metadata: unknown = document.get('metadata');
  const edits = isMap(metadata)
    ? editMetadata(text, document, metadata, annotations)
    : undefined;
  return edits && applyEdits(text, edits);
}

function editMetadata(
  text: string,
  document: EntityDocument,
  metadata: YAMLMap,
  annotations: Readonly<Record<string, string>>,
): readonly TextEdit[] | undefined {
  if (!isBlock(metadata)) {
    return editFlowMetadata(text, metadata, annotations);
  }
  const value = pairOf(metadata, 'annotations')?.value;
  if (!isMap(value) || value.items.length === 0) {
    return addMap(text, document, metadata, annotations);
  }
  return isBlock(value)
    ? editMap(text, value, annotations)
    : editFlowMap(text, value, annotations);
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
      const edit = replaceValue(text, pair.value, value);
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

const PLAIN_TYPES: readonly unknown[] = [
  Scalar.PLAIN,
  Scalar.QUOTE_SINGLE,
  Scalar.QUOTE_DOUBLE,
];

function replaceValue(
  text: string,
  node: unknown,
  value: string,
): TextEdit | undefined {
  const range = rangeOf(node);
  if (!isScalar(node) || node.anchor || node.tag || !range) {
    return undefined;
  }
  const [start, end] = range;
  if (PLAIN_TYPES.includes(node.type)) {
    return end > start ? { start, end, text: asLine(value) } : undefined;
  }
  // a block of lines, which ends behind its last line break
  const [header] = text.slice(start, end).split('\n', 1);
  return /^[|>][-+0-9]*\s*$/.test(header)
    ? { start, end, text: asLine(value) + lineBreakOf(text) }
    : undefined;
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
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
  const newline = lineBreakOf(text);
  const inserted = lines.map(line => line + newline).join('');
  if (text.charAt(offset - 1) === '\n') {
    return { start: offset, end: offset, text: inserted };
  }
  const lineEnd = text.indexOf('\n', offset);
  return lineEnd === -1
    ? { start: text.length, end: text.length, text: newline + inserted }
    : { start: lineEnd + 1, end: lineEnd + 1, text: inserted };
}
