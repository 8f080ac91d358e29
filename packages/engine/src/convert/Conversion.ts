import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../spec';

/** The documents of a converted file. */
export interface Conversion {
  /** Absent when the file is in the format already. */
  readonly documents?: readonly SourceDocument[];
  /** The old text follows them. */
  readonly asItIs?: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
