/**
 * How bad a finding is. An `error` must be mended: what it names was not built, or built from a stated default.
 *
 * @public
 */
export type Severity = 'error' | 'warning' | 'info';

/**
 * Where in a document a finding stands; line and column count from 1.
 *
 * @public
 */
export interface SourcePosition {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A finding about input, reported beside the value and never thrown.
 *
 * @public
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** Stable, kebab-case; tests and links refer to it. */
  readonly code: string;
  /** Property path into the entity or document, e.g. `metadata.annotations["nthlayer.dev/tier"]`. */
  readonly path: string;
  /** One sentence for a person: what is wrong. */
  readonly summary: string;
  /** What follows from it and how to mend it. */
  readonly detail?: string;
  readonly position?: SourcePosition;
}
