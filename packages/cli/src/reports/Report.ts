import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NoSpecReason } from '@nthlayer/engine';
import { Findings } from './Findings';

/** What became of one Component or spec. */
export interface ValidatedService {
  readonly entityRef: string;
  readonly file: string;
  /** `ready` when it has a stack, else why it has none. */
  readonly state: 'ready' | NoSpecReason;
}

/** A way to show what `validate` finds, while it finds it or at the end. */
export interface Report {
  /** Told of findings as they are found. */
  findings(diagnostics: readonly Diagnostic[]): void;
  service(service: ValidatedService): void;
  /** Everything has been read. */
  end(findings: Findings): void;
  /** There was nothing to read: a document is written nevertheless, so that whoever reads it finds one. */
  endEmpty(findings: Findings): void;
}
