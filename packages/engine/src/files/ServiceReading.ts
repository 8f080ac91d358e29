import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument, SpecResult } from '../spec';

/**
 * A service that was read, or a Component without a stack.
 *
 * @public
 */
export interface ServiceReading {
  readonly kind: 'service';
  /** The file that describes it, as it is shown. */
  readonly file: string;
  readonly entityRef: string;
  readonly result: SpecResult;
  /** The entity; absent when a spec file stands alone. */
  readonly document?: SourceDocument;
}

/**
 * Findings on a file as a whole.
 *
 * @public
 */
export interface FileReading {
  readonly kind: 'file';
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What comes of reading files, piece by piece.
 *
 * @public
 */
export type Reading = ServiceReading | FileReading;
