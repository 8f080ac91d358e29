import { isMap, isScalar, Pair, YAMLMap } from 'yaml';
import { pairOf, rangeOf, TextEdit } from './yamlText';

type Annotations = Readonly<Record<string, string>>;

/** JSON is flow style, too; quoted like this, a text is read the same by both. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Changes `metadata` that is written as `{…}`: in YAML, or in JSON. `undefined` where there is no obvious place. */
export function editFlowMetadata(
  text: string,
  metadata: YAMLMap,
  annotations: Annotations,
): readonly TextEdit[] | undefined {
  const pair = pairOf(metadata, 'annotations');
  if (!pair) {
    return addEntry(text, metadata, deeper => [
      quoted('annotations'),
      mapText(annotations, deeper),
    ]);
  }
  if (isMap(pair.value)) {
    return editFlowMap(text, pair.value, annotations);
  }
  const range = rangeOf(pair.value);
  return isScalar(pair.value) && pair.value.value === null && range
    ? [
        {
          start: range[0],
          end: range[1],
          text: (range[1] > range[0] ? '' : ' ') + mapText(annotations, ''),
        },
      ]
    : undefined;
}

/** Changes annotations that are written as `{…}`. */
export function editFlowMap(
  text: string,
  map: YAMLMap,
  annotations: Annotations,
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const added: [string, string][] = [];
  for (const [key, value] of Object.entries(annotations)) {
    const pair = pairOf(map, key);
    const range = pair && rangeOf(pair.value);
    if (!pair) {
      added.push([key, value]);
    } else if (!isScalar(pair.value) || !range || range[1] === range[0]) {
      return undefined;
    } else if (pair.value.value !== value) {
      edits.push({ start: range[0], end: range[1], text: quoted(value) });
    }
  }
  if (added.length === 0) {
    return edits;
  }
  const entries = added.map(([key, value]) => [quoted(key), quoted(value)]);
  const addition = addEntries(text, map, () => entries);
  return addition && [...edits, ...addition];
}

type Entry = readonly string[];

function addEntry(
  text: string,
  map: YAMLMap,
  entry: (indent: string) => Entry,
): readonly TextEdit[] | undefined {
  return addEntries(text, map, indent => [entry(indent)]);
}

/** Behind the last entry, on lines of their own where that one has its own. */
function addEntries(
  text: string,
  map: YAMLMap,
  entriesAt: (indent: string) => readonly Entry[],
): readonly TextEdit[] | undefined {
  const last = map.items.at(-1);
  if (last === undefined) {
    const range = rangeOf(map);
    const body = entriesAt('')
      .map(each => each.join(': '))
      .join(', ');
    return range && [{ start: range[0], end: range[1], text: `{ ${body} }` }];
  }
  const end = endOf(last);
  const indent = indentOf(text, last);
  if (end === undefined) {
    return undefined;
  }
  const added = entriesAt(indent).map(
    each => `,${indent || ' '}${each.join(': ')}`,
  );
  return [{ start: end, end, text: added.join('') }];
}

function endOf({ key, value }: Pair): number | undefined {
  const range = rangeOf(value) ?? rangeOf(key);
  return range?.[1];
}

/** Line break and white space before a key; empty when something else stands before it. */
function indentOf(text: string, { key }: Pair): string {
  const start = rangeOf(key)?.[0] ?? 0;
  return /\r?\n[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '';
}

/** Annotations as a map, one line each where the map stands on lines of its own, half as deep again. */
function mapText(annotations: Annotations, indent: string): string {
  const entries = Object.entries(annotations).map(
    ([key, value]) => `${quoted(key)}: ${quoted(value)}`,
  );
  const [lineBreak] = /^\r?\n/.exec(indent) ?? [''];
  const space = indent.slice(lineBreak.length);
  const deeper = indent + space.slice(0, Math.ceil(space.length / 2));
  return indent === ''
    ? `{ ${entries.join(', ')} }`
    : `{${entries.map(each => deeper + each).join(',')}${indent}}`;
}
