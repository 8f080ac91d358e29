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
  position(part?: 'key' | 'value'): SourcePosition | undefined;
  place(part?: 'key' | 'value'): Place;
  provenance(): Provenance;
}

/** Where a field is missed: its own path, and the position of what it should be in, or of its key without a value. */
export function placeOfMissing(at: Cursor, field: string): Place {
  const child = at.child(field);
  return child.value === undefined
    ? { ...at.place(), path: child.place().path }
    : child.place('key');
}

/** What the author calls a field: the name that it has in the format of the document. */
export function writtenName(at: Cursor, field: string): string {
  return String(at.child(field).path.at(-1) ?? field);
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

/** Knows its parent instead of its path: few of the many cursors of a document are asked where they stand. */
class DocumentCursor implements Cursor {
  readonly value: unknown;
  readonly #document: SourceDocument;
  readonly #parent: DocumentCursor | undefined;
  readonly #part: string | number;
  /** What many SLOs take from one place is worked out once. */
  #provenance: Provenance | undefined;

  constructor(
    document: SourceDocument,
    value: unknown,
    parent?: DocumentCursor,
    part: string | number = '',
  ) {
    this.#document = document;
    this.value = value;
    this.#parent = parent;
    this.#part = part;
  }

  get file(): string {
    return this.#document.file;
  }

  get name(): string {
    return String(this.#part);
  }

  get path(): PropertyPath {
    return this.#written(this.#steps());
  }

  child(part: string | number): Cursor {
    const value = memberOf(this.value, part);
    return new DocumentCursor(this.#document, value, this, part);
  }

  position(part?: 'key' | 'value'): SourcePosition | undefined {
    return this.#document.locate(this.#steps(), part);
  }

  place(part?: 'key' | 'value'): Place {
    const steps = this.#steps();
    const position = this.#document.locate(steps, part);
    const path = printPath(this.#written(steps));
    return position ? { path, position } : { path };
  }

  provenance(): Provenance {
    this.#provenance ??= this.#findProvenance();
    return this.#provenance;
  }

  #findProvenance(): Provenance {
    const { path, position } = this.place();
    return position === undefined
      ? { source: 'spec-file', from: this.#document.file }
      : {
          source: 'spec-file',
          from: `${position.file ?? this.#document.file}:${position.line}`,
          path,
          column: position.column,
        };
  }

  #written(steps: PropertyPath): PropertyPath {
    return this.#document.written?.(steps) ?? steps;
  }

  #steps(): (string | number)[] {
    if (!this.#parent) {
      return [];
    }
    const steps = this.#parent.#steps();
    steps.push(this.#part);
    return steps;
  }
}

/** A cursor at the top of a document. */
export function cursorOf(document: SourceDocument): Cursor {
  return new DocumentCursor(document, document.value);
}

/** Own members only, so that no name reaches a prototype. */
function memberOf(value: unknown, part: string | number): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, part)
    ? (value as Record<string | number, unknown>)[part]
    : undefined;
}
