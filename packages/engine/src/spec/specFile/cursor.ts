import {
  Diagnostic,
  Provenance,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { printPath } from '../documents/propertyPath';
import { PropertyPath, SourceDocument } from '../documents';

/** Where a value stands: its property path, and its line where that is known. */
export interface Place {
  readonly path: string;
  readonly position?: SourcePosition;
}

/** A value inside a document that knows where it stands. */
export interface Cursor {
  readonly value: unknown;
  /** The file, as it is shown to people. */
  readonly file: string;
  /** The last name or index of its path, as text. */
  readonly name: string;
  /** As it was written, where the document was translated from another format. */
  readonly path: PropertyPath;
  child(part: string | number): Cursor;
  place(part?: 'key' | 'value'): Place;
  provenance(): Provenance;
}

/** A finding before it has a place. */
export type Finding = Pick<
  Diagnostic,
  'severity' | 'code' | 'summary' | 'detail'
>;

/** The finding at a place. */
export function findingAt(place: Place, finding: Finding): Diagnostic {
  const { severity, code, summary, detail } = finding;
  return {
    severity,
    code,
    path: place.path,
    summary,
    ...(detail !== undefined && { detail }),
    ...(place.position && { position: place.position }),
  };
}

/** A cursor at the top of a document. */
export function cursorOf(document: SourceDocument): Cursor {
  return at(document, [], document.value);
}

function at(
  document: SourceDocument,
  path: PropertyPath,
  value: unknown,
): Cursor {
  const written = () => document.written?.(path) ?? path;
  return {
    value,
    file: document.file,
    name: String(path.at(-1) ?? ''),
    get path() {
      return written();
    },
    child: part => at(document, [...path, part], memberOf(value, part)),
    place(part) {
      const position = document.locate(path, part);
      return { path: printPath(written()), ...(position && { position }) };
    },
    provenance() {
      const line = document.locate(path)?.line;
      return {
        source: 'spec-file',
        from: line === undefined ? document.file : `${document.file}:${line}`,
      };
    },
  };
}

/** Own members only, so that no name reaches a prototype. */
function memberOf(value: unknown, part: string | number): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, part)
    ? (value as Record<string | number, unknown>)[part]
    : undefined;
}
