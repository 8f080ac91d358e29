import {
  ANNOTATION_PREFIX,
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  RELATED_ANNOTATIONS,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { compareText } from '../hash';
import { annotationPath, quote } from './diagnostics';
import { didYouMean } from './didYouMean';
import { fieldsOf } from './reading';

const OWN: readonly string[] = Object.values(NTHLAYER_ANNOTATIONS);

/** Our annotations of an entity, trimmed; and findings on those that cannot be used. */
export interface Annotations {
  readonly values: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads our annotations of an entity. */
export function readAnnotations(entity: unknown): Annotations {
  const annotations = fieldsOf(fieldsOf(fieldsOf(entity).metadata).annotations);
  const values = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const key of Object.keys(annotations).sort(compareText)) {
    if (OWN.includes(key)) {
      readOwn(key, annotations[key], values, diagnostics);
    } else if (key.startsWith(ANNOTATION_PREFIX)) {
      diagnostics.push(answerOther(key));
    }
  }
  return { values, diagnostics };
}

function readOwn(
  key: string,
  value: unknown,
  values: Map<string, string>,
  diagnostics: Diagnostic[],
): void {
  if (typeof value === 'string') {
    values.set(key, value.trim());
    return;
  }
  const scalar = typeof value === 'boolean' || typeof value === 'number';
  if (scalar) {
    values.set(key, String(value));
  }
  diagnostics.push({
    severity: scalar ? 'warning' : 'error',
    code: 'annotation-not-a-string',
    path: annotationPath(key),
    summary: `The annotation ${key} must be a string.`,
    detail: scalar
      ? `It is read as ${quote(value)}; put it in quotes.`
      : 'It is ignored.',
  });
}

function answerOther(key: string): Diagnostic {
  if (key === RELATED_ANNOTATIONS.entity) {
    return {
      severity: 'warning',
      code: 'entity-annotation',
      path: annotationPath(key),
      summary: `${key} points to a generated entity file, which is not a spec.`,
      detail: `It is ignored. To name a spec file use ${NTHLAYER_ANNOTATIONS.spec}.`,
    };
  }
  const guess = didYouMean(key, OWN);
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return {
    severity: 'warning',
    code: 'unknown-annotation',
    path: annotationPath(key),
    summary: `${quote(key)} is not an annotation of ours.`,
    detail: `${hint}It is ignored. Known: ${OWN.join(', ')}.`,
  };
}
