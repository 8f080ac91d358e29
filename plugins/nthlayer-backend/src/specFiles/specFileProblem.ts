import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  RELATED_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Entity } from '@backstage/catalog-model';

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
}

/** The problem as a finding on the annotation that names the file. */
export function toDiagnostic(
  { code, summary, fix }: SpecFileProblem,
  entity: Entity,
): Diagnostic {
  const { spec, manifest } = annotationKeys;
  const annotations = entity.metadata.annotations ?? {};
  const key = annotations[spec] === undefined ? manifest : spec;
  return {
    severity: 'error',
    code,
    path: `metadata.annotations[${JSON.stringify(key)}]`,
    summary,
    detail: fix,
  };
}

const annotationKeys = {
  spec: NTHLAYER_ANNOTATIONS.spec,
  manifest: RELATED_ANNOTATIONS.manifest,
};
