import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Entity } from '@backstage/catalog-model';
import { FileRefusal, specAnnotationOf } from '@nthlayer/engine';

/** Why a spec file cannot be used, before it is known whose it is. */
export interface SpecFileProblem {
  readonly code:
    | 'spec-file-path'
    | 'spec-file-outside'
    | 'spec-file-location'
    | 'spec-file-too-large'
    | 'spec-file-unreadable';
  readonly summary: string;
  /** What to do. */
  readonly fix: string;
  /** There is no such file. */
  readonly missing?: boolean;
}

/** The problem of a file that a spec asks for. */
export function toRefusal({
  code,
  summary,
  fix,
}: SpecFileProblem): FileRefusal {
  return { code, summary, detail: fix };
}

/** The problem as a finding on the annotation that names the file. */
export function toDiagnostic(
  { code, summary, fix }: SpecFileProblem,
  entity: Entity,
): Diagnostic {
  return {
    severity: 'error',
    code,
    path: specAnnotationOf(entity),
    summary,
    detail: fix,
  };
}
