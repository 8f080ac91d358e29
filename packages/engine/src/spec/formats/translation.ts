import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../documents';

/** A document of another format in our words: a ServiceSpec and OpenSLO documents, and what has no place in them. */
export interface Translation {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
}
