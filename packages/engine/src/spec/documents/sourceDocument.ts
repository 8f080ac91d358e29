import {
  Diagnostic,
  SourcePosition,
} from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * A file that was read; reading is the caller's work.
 *
 * @public
 */
export interface SourceFile {
  /** As it is shown to people: relative, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Absent where nobody could look for files beside it. */
  readonly beside?: FilesBeside;
}

/**
 * A file that another one asks for: its text, why it cannot be read, or that it is not there. Its path is shown as that
 * of the other.
 *
 * @public
 */
export type FileBeside =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly problem: Diagnostic }
  | { readonly path: string; readonly missing: true };

/**
 * Files that belong to a spec file, as `readFilesBeside` found them.
 *
 * @public
 */
export interface FilesBeside {
  /** Environments whose files were looked for. */
  readonly environments: readonly string[];
  readonly files: readonly FileBeside[];
}

/**
 * The file that an entity names as its spec, or why it could not be read.
 *
 * @public
 */
export type SpecFile =
  | SourceFile
  | { readonly path: string; readonly problem: Diagnostic };

/**
 * Whose format a document is in, told from its content: `legacy` is NthLayer's `service:` with `resources:`, `srm` and
 * `manifest` are version 1 and 2 of OpenSRM.
 *
 * @public
 */
export type DocumentFormat =
  | 'backstage'
  | 'nthlayer'
  | 'openslo'
  | 'legacy'
  | 'srm'
  | 'manifest'
  | 'unknown';

/**
 * Names and indices that lead to a property.
 *
 * @public
 */
export type PropertyPath = readonly (string | number)[];

/**
 * One document of a file.
 *
 * @public
 */
export interface SourceDocument {
  readonly file: string;
  readonly format: DocumentFormat;
  readonly value: unknown;
  /**
   * Where a property stands, or else the nearest thing around it. That is its value where key and value share a line,
   * and its key otherwise or when asked for.
   */
  locate(
    path: PropertyPath,
    part?: 'key' | 'value',
  ): SourcePosition | undefined;
  /** Where a document that was translated had the property, in the words of its own format. */
  written?(path: PropertyPath): PropertyPath;
  /** Its environments only say what is different there: the service runs in the others, too. */
  readonly runsElsewhere?: boolean;
}
